import QtQuick

// A face of five: 5 laughs, 3 is even, 1 is sad. Drawn, since not every font has faces.
Canvas {
    id: face

    required property int level
    required property color tone

    onPaint: {
        const pen = getContext("2d");
        const middle = width / 2;
        const bend = (level - 3) * height * 0.12;
        pen.reset();
        pen.strokeStyle = tone;
        pen.fillStyle = tone;
        pen.lineCap = "round";
        pen.lineWidth = Math.max(2, width * 0.06);
        pen.beginPath();
        pen.arc(middle, height / 2, middle - pen.lineWidth, 0, 2 * Math.PI);
        pen.stroke();
        for (const eye of [0.34, 0.66]) {
            pen.beginPath();
            pen.arc(width * eye, height * 0.38, width * 0.06, 0, 2 * Math.PI);
            pen.fill();
        }
        pen.beginPath();
        pen.moveTo(width * 0.28, height * 0.66 - bend / 2);
        pen.quadraticCurveTo(middle, height * 0.66 + bend * 1.2, width * 0.72, height * 0.66 - bend / 2);
        pen.stroke();
    }
}
