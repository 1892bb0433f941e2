// The check page in a real Chromium, opened from disk: node tests/check_page.mjs FOLDER TOOLS, where FOLDER is what the test
// office::credential left behind. Needs playwright-core in TOOLS/node_modules, and Chromium.
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
await page.goto(`file://${file('check.html')}`);
await page.waitForSelector('body[data-ready=yes]');

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
check('stranger', await ofFile('stranger.json'), 'unknown issuer');
check('nonsense', await ofText('a shopping list'), 'altered');
check('code altered', await ofText(code.replace(/A/g, 'B')), 'altered');

// Every string of the file, changed; every proof, removed.
const whole = JSON.parse(readFileSync(file('certificate.json'), 'utf8'));
const change = (value, act) => {
  for (const key of Object.keys(value)) {
    if (typeof value[key] === 'string') act(value, key);
    else if (value[key] && typeof value[key] === 'object') change(value[key], act);
  }
};
const altered = [];
change(whole, (at, key) => {
  const before = at[key];
  at[key] = `${before}x`;
  altered.push(JSON.stringify(whole));
  at[key] = before;
});
for (const proof of [[whole.proof[0]], [whole.proof[1]], [], whole.proof[1]]) altered.push(JSON.stringify({ ...whole, proof }));
for (const [at, text] of altered.entries()) check(`alteration ${at}`, await ofFile('x.json', Buffer.from(text)), 'altered');
check('written in another way', await ofFile('x.json', Buffer.from(JSON.stringify(whole, null, 2))), 'valid');

check('a photo of the paper', await ofFile('seen.png'), 'valid');
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
check('signed late by a key in use', await ofFile('late.json'), 'valid');
check('json once more', await ofFile('certificate.json'), 'valid');
check('taken back', await word(() => give('revocations.dsse')), 'revoked');
check('signed after its key ended', await ofFile('late.json'), 'revoked');
check('record taken back', await ofFile('learner-record.json'), 'revoked');
check('code taken back', await ofText(code), 'revoked');
await page.getByRole('button', { name: 'Español' }).click();
check('in Spanish', await page.locator('#word').innerText(), 'Retirado');
check('its language', await page.evaluate(() => document.documentElement.lang), 'es');
check('nothing is asked of a network', asked.filter(address => !address.startsWith('file:')).length, 0);

// The same where the browser has no Ed25519 of its own.
await page.addInitScript(() => {
  const { importKey } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.importKey = function (form, key, name, ...more) {
    return name?.name === 'Ed25519' ? Promise.reject(new Error('none')) : importKey.call(this, form, key, name, ...more);
  };
});
await page.reload();
await page.waitForSelector('body[data-ready=yes]');
check('without Ed25519 in the browser', await ofFile('certificate.json'), 'valid');
check('and altered', await ofFile('x.json', Buffer.from(altered[3])), 'altered');
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
