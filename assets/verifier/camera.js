// Reads the code on a paper certificate, by the camera or from a picture: with the browser's own reader where it has one,
// else with the library `qr`. Nothing that is seen leaves the page, and nothing of it is kept.
'use strict';

const Camera = (() => {
  const PREFIX = 'FH1:';
  /** Milliseconds between two looks. */
  const PACE = 150;
  /** The longest side, in points, at which a picture is looked at: the next, if the one before shows nothing. */
  const SIDES = [1000, 1600, 640, 2400];

  const isPng = bytes => bytes[0] === 0x89 && bytes[1] === 0x50;
  const holds = (bytes, text) => {
    for (let at = 8; at + 12 <= bytes.length;) {
      const size = ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
      if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'iTXt'
        && String.fromCharCode(...bytes.subarray(at + 8, at + 8 + text.length)) === text) return true;
      at += 12 + size;
    }
    return false;
  };

  /** True for a picture that is to be looked at: JPEG, WebP, GIF, or a PNG without a certificate inside. */
  function isPhoto(bytes) {
    const starts = (...head) => head.every((byte, at) => bytes[at] === byte);
    if (isPng(bytes)) return !holds(bytes, 'openbadgecredential');
    return starts(0xff, 0xd8, 0xff) || starts(0x47, 0x49, 0x46, 0x38)
      || (starts(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57 && bytes[9] === 0x45);
  }

  /** The browser's own reader, or null. */
  async function ownReader() {
    try {
      const kinds = await BarcodeDetector.getSupportedFormats();
      return kinds.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null;
    } catch {
      return null;
    }
  }

  const canvas = document.createElement('canvas');
  /** What the code on a picture says, looked at with its longest side at `side` points; null if there is none. */
  function look(source, width, height, side) {
    const scale = Math.min(1, side / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(source, 0, 0, canvas.width, canvas.height);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    try {
      const text = qr.decodeQR({ width: canvas.width, height: canvas.height, data });
      return text.startsWith(PREFIX) ? text : null;
    } catch {
      return null; // no code at this distance
    }
  }

  async function byOwnReader(reader, source) {
    const codes = reader ? await reader.detect(source).catch(() => []) : [];
    return codes.map(code => code.rawValue).find(text => text.startsWith(PREFIX)) ?? null;
  }

  /** What the code on a picture says; null if none is found. */
  async function fromPicture(blob) {
    const picture = await createImageBitmap(blob);
    try {
      const own = await byOwnReader(await ownReader(), picture);
      if (own) return own;
      // A picture is never made larger: those sides that it does not reach are one look, in its own size.
      const longest = Math.max(picture.width, picture.height);
      for (const side of new Set(SIDES.map(side => Math.min(side, longest)))) {
        const text = look(picture, picture.width, picture.height, side);
        if (text) return text;
      }
      return null;
    } finally {
      picture.close();
    }
  }

  /** A camera that shows itself in `video`, tells its state to `says`, and gives the first code of ours to `found`. */
  function on(video, says, found) {
    let stream = null;
    let isOn = false;
    let turn = 0;

    function off(state) {
      turn += 1;
      isOn = false;
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = null;
      video.srcObject = null;
      says(state);
    }

    async function watch(mine) {
      const reader = await ownReader();
      for (let n = 0; mine === turn; n++) {
        if (video.videoWidth > 0) {
          const side = [video.videoWidth, 1000, 640][n % 3];
          const text = await byOwnReader(reader, video) ?? look(video, video.videoWidth, video.videoHeight, side);
          if (text && mine === turn) {
            off('found');
            return found(text);
          }
        }
        await new Promise(wake => setTimeout(wake, PACE));
      }
    }

    async function start() {
      if (isOn) return;
      if (!navigator.mediaDevices?.getUserMedia) return says('none');
      turn += 1;
      isOn = true;
      const mine = turn;
      says('asking');
      let opened;
      try {
        const wanted = { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } };
        opened = await navigator.mediaDevices.getUserMedia({ audio: false, video: wanted });
      } catch (fault) {
        const state = { NotAllowedError: 'refused', NotFoundError: 'missing', NotReadableError: 'busy' }[fault.name];
        if (mine === turn) off(state ?? 'none');
        return;
      }
      if (mine !== turn) { // stopped while the browser asked
        for (const track of opened.getTracks()) track.stop();
        return;
      }
      stream = opened;
      for (const track of stream.getTracks()) track.addEventListener('ended', () => { if (mine === turn) off('missing'); });
      video.srcObject = stream;
      says('looking');
      await video.play().catch(() => {});
      watch(mine);
    }

    return { start, stop: () => { if (isOn) off('stopped'); } };
  }

  return { isPhoto, fromPicture, on };
})();
