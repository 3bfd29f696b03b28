"""The worked records of the readers' documents. Nobody has these cards."""

from hardware.idcard.records import CardKind
from simulation.devices.cards import SyntheticCard

RESIDENT = SyntheticCard(
    CardKind.RESIDENT,
    {
        "name": "张三",
        "sex": "1",
        "nation": "01",
        "birth": "19491231",
        "address": "北京市朝阳区测试路1号",
        "number": "11010519491231002X",
        "issuer": "北京市公安局朝阳分局",
        "valid_from": "20200101",
        "valid_until": "长期",
    },
)
PERMIT = SyntheticCard(
    CardKind.RESIDENCE_PERMIT,
    {
        "name": "李四",
        "sex": "2",
        "birth": "19900101",
        "address": "广东省深圳市测试街2号",
        "number": "810000199001010019",
        "issuer": "深圳市公安局",
        "valid_from": "20240101",
        "valid_until": "20290101",
        "travel_permit": "H01234567",
        "issue_count": "01",
    },
)
FOREIGNER = SyntheticCard(
    CardKind.FOREIGNER,
    {
        "name": "测试人",
        "sex": "1",
        "renewals": "00",
        "birth": "19900101",
        "english_name": "TEST PERSON",
        "number": "911840199001010018",
        "valid_from": "20240101",
        "valid_until": "20340101",
        "nationality": "840",
    },
)
FOREIGNER_2017 = SyntheticCard(
    CardKind.FOREIGNER_2017,
    {
        "english_name": "SPECIMEN ANNA MARIA",
        "sex": "2",
        "number": "USA110090010114",
        "nationality": "USA",
        "valid_from": "20200101",
        "valid_until": "20300101",
        "birth": "19900101",
        "card_version": "01",
        "authority": "1500",
    },
)
