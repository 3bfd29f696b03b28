"""A broker's address, and a password that never shows."""

import pytest

from messaging import BrokerAddress, Credentials


def test_the_port_may_be_left_out() -> None:
    assert BrokerAddress.parse("mqtt://10.0.0.5") == BrokerAddress("10.0.0.5", 1883)
    assert BrokerAddress.parse("mqtts://hall.example") == BrokerAddress(
        "hall.example", 8883, tls=True
    )


@pytest.mark.parametrize(
    "url", ["10.0.0.5:1883", "http://10.0.0.5", "mqtt://", "mqtt://u:secret@10.0.0.5", "mqtt://h/x"]
)
def test_anything_else_is_refused_with_words(url: str) -> None:
    with pytest.raises(ValueError, match=r"broker address|password") as refusal:
        BrokerAddress.parse(url)

    assert "secret" not in str(refusal.value)


def test_a_password_does_not_show() -> None:
    assert "secret" not in repr(Credentials("k1", "secret"))
