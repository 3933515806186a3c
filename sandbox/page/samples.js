// A photo and a voice message made on the spot, so that the story can be played without camera or microphone.

const WIDTH = 640;
const HEIGHT = 480;

/** A small picture: sea, dunes and a row of jars, a little different each time. Resolves to a PNG blob. */
export function samplePhoto() {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  const hour = Math.random();
  sky(pen, hour);
  dunes(pen);
  jars(pen, 3 + Math.floor(hour * 4));
  stamp(pen);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function sky(pen, hour) {
  const light = pen.createLinearGradient(0, 0, 0, HEIGHT * 0.6);
  light.addColorStop(0, `hsl(${200 + hour * 20} 70% 62%)`);
  light.addColorStop(1, "hsl(36 90% 85%)");
  pen.fillStyle = light;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = "hsl(44 100% 72%)";
  pen.beginPath();
  pen.arc(90 + hour * 460, 120, 44, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = "hsl(196 55% 42%)";
  pen.fillRect(0, HEIGHT * 0.5, WIDTH, HEIGHT * 0.14);
}

function dunes(pen) {
  for (const [top, colour] of [[0.58, "hsl(34 55% 66%)"], [0.68, "hsl(30 48% 55%)"]]) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(0, HEIGHT * (top + 0.08));
    pen.bezierCurveTo(WIDTH * 0.3, HEIGHT * (top - 0.08), WIDTH * 0.6, HEIGHT * (top + 0.14), WIDTH, HEIGHT * top);
    pen.lineTo(WIDTH, HEIGHT);
    pen.lineTo(0, HEIGHT);
    pen.fill();
  }
}

function jars(pen, count) {
  for (let index = 0; index < count; index += 1) {
    const left = 60 + index * (520 / count);
    pen.fillStyle = "hsl(20 65% 45%)";
    pen.fillRect(left, 330, 54, 84);
    pen.fillStyle = "hsl(48 40% 92%)";
    pen.fillRect(left + 5, 356, 44, 32);
    pen.fillStyle = "hsl(210 10% 30%)";
    pen.fillRect(left - 2, 318, 58, 14);
  }
}

function stamp(pen) {
  pen.fillStyle = "rgb(0 0 0 / 55%)";
  pen.fillRect(0, HEIGHT - 34, WIDTH, 34);
  pen.fillStyle = "white";
  pen.font = "18px sans-serif";
  pen.fillText(new Date().toISOString().slice(0, 19).replace("T", "  "), 14, HEIGHT - 11);
}

const RATE = 8000;
export const SAMPLE_VOICE_SECONDS = 3;

/** Three seconds of a quiet tune as a WAV blob (16 bits, mono). */
export function sampleVoice() {
  const count = RATE * SAMPLE_VOICE_SECONDS;
  const view = new DataView(new ArrayBuffer(44 + count * 2));
  writeHeader(view, count * 2);
  const notes = [262, 330, 392, 330, 294, 262];
  for (let index = 0; index < count; index += 1) {
    const time = index / RATE;
    const note = notes[Math.floor(time * 2) % notes.length];
    const fade = 1 - ((time * 2) % 1);
    view.setInt16(44 + index * 2, Math.sin(2 * Math.PI * note * time) * fade * 9000, true);
  }
  return new Blob([view], { type: "audio/wav" });
}

function writeHeader(view, bytes) {
  const text = (at, letters) => [...letters].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + bytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, bytes, true);
}
