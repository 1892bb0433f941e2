// The check page in a real Chromium, opened from disk: node tests/check_page.mjs FOLDER TOOLS, where FOLDER is what the tests
// office::credential and office::bad_certificates left behind. Needs playwright-core in TOOLS/node_modules, and Chromium.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const require = createRequire(resolve(process.argv[3], 'package.json'));
const { chromium } = require('playwright-core');
const folder = resolve(process.argv[2]);
const file = name => `${folder}/${name}`;
let [passed, failed] = [0, 0];
const check = (what, got, wanted) => {
  if (got === wanted) passed += 1;
  else { failed += 1; console.log(`FAILED ${what}: ${got}, not ${wanted}`); }
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ locale: 'en-US' });
const asked = [];
page.on('request', request => asked.push(request.url()));
page.on('pageerror', fault => { failed += 1; console.log(`FAILED ${fault}`); });
const open = async name => {
  await page.goto(`file://${file(name)}`);
  await page.waitForSelector('body[data-ready=yes]');
};
await open('check.html');

const word = async act => {
  await page.evaluate(() => { document.getElementById('result').removeAttribute('data-word'); });
  await act();
  await page.waitForSelector('#result[data-word]');
  return page.locator('#result').getAttribute('data-word');
};
const give = (name, bytes) => page.getByLabel('Choose the certificate').setInputFiles(
  bytes ? [{ name, mimeType: 'application/octet-stream', buffer: bytes }] : [file(name)]);
const ofFile = (name, bytes) => word(() => give(name, bytes));
const ofText = text => word(async () => {
  await page.getByLabel('Or paste').fill(text);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter'); // by the keyboard alone
});

for (const ending of ['json', 'pdf', 'png']) check(ending, await ofFile(`certificate.${ending}`), 'valid');
const code = readFileSync(file('certificate.txt'), 'utf8');
check('code', await ofText(code), 'valid');
check('focus goes to the answer', await page.evaluate(() => document.activeElement.id), 'result');
check('JSON pasted', await ofText(readFileSync(file('certificate.json'), 'utf8')), 'valid');
check('a record pasted', await ofText(readFileSync(file('learner-record.json'), 'utf8')), 'valid');
check('JSON pasted and altered', await ofText(readFileSync(file('certificate.json'), 'utf8').replace('Ana', 'Eva')), 'altered');
check('nonsense', await ofText('a shopping list'), 'altered');
check('code altered', await ofText(code.replace(/A/g, 'B')), 'altered');

// What a screen reader hears: the answer as a status with its word in it, and every control by a name.
const status = page.getByRole('status').filter({ hasText: 'Altered' });
check('the answer is a status', await status.count(), 1);
check('and is read as a whole', await status.getAttribute('aria-atomic'), 'true');
for (const [role, name] of [['button', 'Check'], ['button', 'Español'], ['button', 'Scan with the camera'],
  ['textbox', /^Or paste/], ['heading', 'Check a certificate'], ['heading', 'What this page knows']]) {
  check(`${role} ${name}`, await page.getByRole(role, { name, exact: typeof name === 'string' }).count(), 1);
}
// By the keyboard alone every control is reached, each with a ring that is seen.
await page.evaluate(() => document.getElementById('language').focus());
const reached = ['language'];
for (let n = 0; n < 12; n++) {
  await page.keyboard.press('Tab');
  const [id, ring] = await page.evaluate(() => {
    const at = document.activeElement;
    return [at.id || at.type || at.tagName, getComputedStyle(at).outlineStyle];
  });
  if (id === 'BODY' || reached.includes(id)) break;
  check(`a ring round ${id}`, ring, 'solid');
  reached.push(id);
}
for (const id of ['camera', 'file', 'text', 'submit']) check(`Tab reaches ${id}`, reached.includes(id), true);

// Dropped anywhere on the page.
const ofDrop = name => word(async () => {
  const bytes = [...readFileSync(file(name))];
  const dropped = await page.evaluateHandle(([bytes, name]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(bytes)], name));
    return data;
  }, [bytes, name]);
  for (const kind of ['dragover', 'drop']) await page.dispatchEvent('h1', kind, { dataTransfer: dropped });
});
for (const ending of ['json', 'pdf', 'png', 'txt']) check(`${ending} dropped`, await ofDrop(`certificate.${ending}`), 'valid');

const change = (value, act) => {
  for (const key of Object.keys(value)) {
    if (typeof value[key] === 'string') act(value, key);
    else if (value[key] && typeof value[key] === 'object') change(value[key], act);
  }
};
for (const ending of ['png', 'jpg']) check(`a photo of the paper, ${ending}`, await ofFile(`seen.${ending}`), 'valid');
// A picture without a code is looked at in several sizes, and never twice in one.
const looks = width => page.evaluate(async width => {
  const { decodeQR } = qr;
  const sizes = [];
  qr.decodeQR = picture => { sizes.push(picture.width); return decodeQR(picture); };
  const canvas = Object.assign(document.createElement('canvas'), { width, height: 400 });
  await Camera.fromPicture(await new Promise(made => canvas.toBlob(made)));
  qr.decodeQR = decodeQR;
  return sizes.join();
}, width);
for (const [width, sizes] of [[500, '500'], [900, '900,640'], [1200, '1000,1200,640'], [3000, '1000,1600,640,2400']]) {
  check(`a picture ${width} wide`, await looks(width), sizes);
}
check('a record of certificates', await ofFile('learner-record.json'), 'valid');
const record = JSON.parse(readFileSync(file('learner-record.json'), 'utf8'));
const spoiled = [];
change(record, (at, key) => {
  const before = at[key];
  at[key] = `${before}x`;
  spoiled.push(JSON.stringify(record));
  at[key] = before;
});
for (const [at, text] of spoiled.entries()) check(`record altered ${at}`, await ofFile('x.json', Buffer.from(text)), 'altered');

// The list is dropped on the page and speaks at once.
check('json again', await ofFile('certificate.json'), 'valid');
check('taken back', await word(() => give('revocations.dsse')), 'revoked');
check('record taken back', await ofFile('learner-record.json'), 'revoked');
check('code taken back', await ofText(code), 'revoked');
await page.getByRole('button', { name: 'Español' }).click();
check('in Spanish', await page.locator('#word').innerText(), 'Retirado');
check('its language', await page.evaluate(() => document.documentElement.lang), 'es');
check('nothing is asked of a network', asked.filter(address => !address.startsWith('file:')).length, 0);

// The same files as before the two programs, with the same words: without and with the list of what is taken back.
const given = JSON.parse(readFileSync(file('given/index.json'), 'utf8'));
check('there are enough', given.length > 80 && given.some(one => one.listed === 'revoked'), true);
const meaning = (key, name = 'en') => page.evaluate(([name, key]) => TEXTS[name][key], [name, key]);
const judgeAll = async (where, key) => {
  for (const one of given) {
    check(`${one.what}${where}`, await ofFile(`given/${one.file}`), one[key]);
    if (one[key] !== 'revoked') continue;
    const means = await meaning(one.is_by_key ? 'revokedByKeyMeans' : 'revokedMeans');
    check(`why ${one.what}${where}`, await page.locator('#meaning').innerText(), means);
  }
};
await open('given/check.html');
await judgeAll('', 'word');
await word(() => give('given/revocations.dsse'));
await judgeAll(', with the list', 'listed');
check('some are refused for their key alone', given.filter(one => one.is_by_key).length, 5);
await ofFile(`given/${given.find(one => one.is_by_key).file}`);
await page.getByRole('button', { name: 'Español' }).click();
check('why, in Spanish', await page.locator('#meaning').innerText(), await meaning('revokedByKeyMeans', 'es'));
check('every text is in both languages', await page.evaluate(() => Object.keys(TEXTS.en).join()), await page.evaluate(() => Object.keys(TEXTS.es).join()));

// And where the browser has no Ed25519 of its own.
await page.addInitScript(() => {
  const { importKey } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.importKey = function (form, key, name, ...more) {
    return name?.name === 'Ed25519' ? Promise.reject(new Error('none')) : importKey.call(this, form, key, name, ...more);
  };
});
await open('given/check.html');
await judgeAll(', without Ed25519 in the browser', 'word');
await browser.close();

// The camera, by keyboard alone: one that sees the paper, one that the person refuses, none at all.
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
async function camera(more, act) {
  const other = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...flags, ...more] });
  const sheet = await other.newPage({ locale: 'en-US' });
  sheet.on('pageerror', fault => { failed += 1; console.log(`FAILED ${fault}`); });
  await sheet.goto(`file://${file('check.html')}`);
  await sheet.waitForSelector('body[data-ready=yes]');
  await sheet.getByRole('button', { name: 'Scan with the camera' }).focus();
  await sheet.keyboard.press('Enter');
  await act(sheet, states => sheet.waitForSelector(states.map(one => `#camera-says[data-state=${one}]`).join(), { timeout: 30000 }));
  await other.close();
}
const film = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
await camera([...film, `--use-file-for-fake-video-capture=${file('camera.y4m')}`], async (sheet, state) => {
  await state(['found']);
  await sheet.waitForSelector('#result[data-word]');
  check('seen by the camera', await sheet.locator('#result').getAttribute('data-word'), 'valid');
  check('the camera is off again', await sheet.evaluate(() => document.getElementById('video').srcObject), null);
  check('focus goes to the answer', await sheet.evaluate(() => document.activeElement.id), 'result');
});
await camera(film, async (sheet, state) => { // Chromium's own test picture: no code on it
  await state(['looking']);
  check('focus is on what stops it', await sheet.evaluate(() => document.activeElement.id), 'camera-stop');
  check('what it does is said', await sheet.locator('#camera-says').innerText() !== '', true);
  await sheet.keyboard.press('Escape');
  await state(['stopped']);
  check('focus is back', await sheet.evaluate(() => document.activeElement.id), 'camera');
});
await camera(['--deny-permission-prompts', '--use-fake-device-for-media-stream'], async (sheet, state) => {
  await state(['refused']);
  check('refused is said with what to do', (await sheet.locator('#camera-says').innerText()).includes('photo'), true);
});
await camera([], async (sheet, state) => {
  await state(['missing', 'none', 'refused']);
  check('none is said with what to do', (await sheet.locator('#camera-says').innerText()).includes('photo'), true);
});
console.log(`check page in Chromium: ${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
