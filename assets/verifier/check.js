// Checks certificates: the same four words as `foothold verify` and `foothold-office verify`. No network, no storage.
// Uses jsonld (canonical RDF), noble (Ed25519 where the browser has none), and the contexts, all in the page.
'use strict';

const Check = (() => {
  const CREDENTIALS = 'https://www.w3.org/ns/credentials/v2';
  const BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
  const RECORDS = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';
  const BYTES_MAX = 4 << 20;
  const CERTIFICATE_MAX = 256 << 10;
  const RECORD_MAX = 2 << 20;
  const MEMBERS_MAX = 200;
  const SUITES = ['eddsa-rdfc-2022', 'eddsa-jcs-2022'];
  const PROOF_KEYS = ['@context', 'created', 'cryptosuite', 'proofPurpose', 'proofValue', 'type', 'verificationMethod'];
  const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const utf8 = new TextEncoder();
  const strict = new TextDecoder('utf-8', { fatal: true });

  class Altered extends Error {}
  const must = (holds, why) => { if (!holds) throw new Altered(why); };
  const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  const unhex = text => Uint8Array.from(text.match(/../g) || [], pair => parseInt(pair, 16));
  const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);
  const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const join = (...parts) => {
    const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    parts.reduce((at, part) => (out.set(part, at), at + part.length), 0);
    return out;
  };

  /** Ed25519 by the browser, or by the library where it has none. */
  async function verifies(key, message, signature) {
    if (key.length !== 32 || signature.length !== 64) return false;
    let imported;
    try {
      imported = await crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']);
    } catch {
      return noble.verifyAsync(signature, message, key, { zip215: false }).catch(() => false);
    }
    return crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, message);
  }

  function base58(text, lettersMax) {
    must(text.length <= lettersMax, 'too long');
    const out = [];
    for (const letter of text) {
      let carry = BASE58.indexOf(letter);
      must(carry >= 0, 'not Base58');
      for (let i = 0; i < out.length; i++) {
        carry += out[i] * 58;
        out[i] = carry & 255;
        carry >>= 8;
      }
      for (; carry > 0; carry >>= 8) out.push(carry & 255);
    }
    for (let i = 0; i < text.length && text[i] === '1'; i++) out.push(0);
    return Uint8Array.from(out.reverse());
  }

  function base45(text) {
    const out = [];
    for (let at = 0; at < text.length; at += 3) {
      const digits = Array.from(text.slice(at, at + 3), letter => BASE45.indexOf(letter));
      must(digits.length > 1 && digits.every(digit => digit >= 0), 'not Base45');
      const value = digits.reduce((sum, digit, place) => sum + digit * 45 ** place, 0);
      must(value < (digits.length === 3 ? 65536 : 256), 'not Base45');
      if (digits.length === 3) out.push(value >> 8);
      out.push(value & 255);
    }
    return Uint8Array.from(out);
  }

  async function inflate(bytes, bytesMax) {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
    const parts = [];
    for (let size = 0; ;) {
      const { done, value } = await reader.read().catch(() => { throw new Altered('not zlib'); });
      if (done) return join(...parts);
      size += value.length;
      must(size <= bytesMax, 'too large');
      parts.push(value);
    }
  }

  /** JSON in which no object names a key twice. */
  function parse(text) {
    let value;
    try { value = JSON.parse(text); } catch { throw new Altered('not JSON'); }
    const stack = [];
    const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;
    let last = null;
    for (let token; (token = tokens.exec(text));) {
      const [mark] = token;
      if (mark === '{') stack.push(new Set());
      else if (mark === '[') stack.push(null);
      else if (mark === '}' || mark === ']') stack.pop();
      else if (mark === ':') {
        const key = JSON.parse(last);
        must(!stack.at(-1).has(key), 'a key stands twice');
        stack.at(-1).add(key);
      }
      last = mark;
    }
    return value;
  }

  /** RFC 8785: keys by UTF-16 units, numbers and strings as ECMAScript writes them. */
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    const keys = Object.keys(value).sort();
    return `{${keys.map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  }

  const documentLoader = contexts => async url => {
    must(Object.hasOwn(contexts, url), 'unknown context');
    return { contextUrl: null, documentUrl: url, document: contexts[url] };
  };

  function canonicalRdf(document, contexts) {
    const options = { algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: false, maxWorkFactor: 1 };
    return jsonld.canonize(document, { ...options, documentLoader: documentLoader(contexts) });
  }

  function keyOfDid(did) {
    const found = /^did:key:z([1-9A-HJ-NP-Za-km-z]{1,60})$/.exec(did);
    if (!found) return null;
    const bytes = base58(found[1], 60);
    return bytes.length === 34 && bytes[0] === 0xed && bytes[1] === 1 ? bytes.slice(2) : null;
  }

  async function verifyProof(document, proof, suite, contexts) {
    const { proofValue, ...options } = proof;
    must(proof.type === 'DataIntegrityProof' && proof.proofPurpose === 'assertionMethod', 'another kind of proof');
    must(Object.keys(proof).every(key => PROOF_KEYS.includes(key)), 'the proof says too much');
    const context = canonical(document['@context']);
    must(suite === SUITES[0] || options['@context'] !== undefined, 'a proof for another context');
    must(options['@context'] === undefined || canonical(options['@context']) === context, 'a proof for another context');
    const [did, fragment] = String(proof.verificationMethod).split('#');
    const key = keyOfDid(did);
    must(key && did === `did:key:${fragment}` && typeof proof.created === 'string', 'it names no key');
    must(typeof proofValue === 'string' && proofValue[0] === 'z', 'no signature');
    const signature = base58(proofValue.slice(1), 100);
    const text = suite === SUITES[0] ? value => canonicalRdf(value, contexts) : async value => canonical(value);
    if (suite === SUITES[0]) options['@context'] = document['@context'];
    const hash = async value => sha256(utf8.encode(await text(value)));
    must(await verifies(key, join(await hash(options), await hash(document)), signature), 'the signature does not hold');
    return { key, did, created: proof.created };
  }

  /** The key and time of a document's two proofs. */
  async function openProofs(document, proof, contexts) {
    const proofs = Array.isArray(proof) ? proof : [];
    must(proofs.length === 2, 'one of its proofs was removed');
    const by = [];
    for (const suite of SUITES) {
      const one = proofs.filter(one => one?.cryptosuite === suite);
      must(one.length === 1, 'one of its proofs was removed');
      by.push(await verifyProof(document, one[0], suite, contexts));
    }
    must(same(by[0].key, by[1].key) && by[0].created === by[1].created, 'two keys');
    must((document.issuer?.id ?? document.issuer) === by[0].did, 'another issuer');
    return by[0];
  }

  async function openOne(whole, contexts) {
    const { proof, ...document } = whole;
    must(canonical(document['@context'] ?? null) === canonical([CREDENTIALS, BADGES]), 'not an Open Badge');
    must(canonical(whole).length <= CERTIFICATE_MAX, 'too large');
    const by = await openProofs(document, proof, contexts);
    const kinds = Array.isArray(document.type) ? document.type : [];
    must(kinds.includes('OpenBadgeCredential') || kinds.includes('AchievementCredential'), 'another kind of credential');
    const subject = document.credentialSubject ?? {};
    const told = { id: document.id, title: subject.achievement?.name, date: document.validFrom };
    must(Object.values(told).every(value => typeof value === 'string'), 'a field is missing');
    return { ...told, key: by.key, created: by.created, name: subject.identifier?.[0]?.identityHash ?? '', members: [] };
  }

  const only = (value, keys) => must(value && typeof value === 'object' && !Array.isArray(value)
    && Object.keys(value).every(key => keys.includes(key)), 'it says more than a record of certificates says');
  const namesBlank = value => typeof value === 'string' ? value.startsWith('_:')
    : value && typeof value === 'object' && Object.entries(value).some(([key, one]) => key.startsWith('_:') || namesBlank(one));

  /** A record of certificates (Comprehensive Learner Record 2.0): each alone, then all of it. */
  async function openRecord(whole, contexts) {
    const { proof, ...document } = whole;
    only(document, ['@context', 'id', 'type', 'name', 'issuer', 'validFrom', 'credentialSubject']);
    only(document.issuer, ['id', 'type', 'name']);
    const subject = document.credentialSubject;
    only(subject, ['type', 'identifier', 'verifiableCredential']);
    must(Array.isArray(subject.identifier) && subject.identifier.length === 1, 'another kind of credential');
    only(subject.identifier[0], ['type', 'hashed', 'identityHash', 'identityType']);
    must(canonical(document.type ?? null) === canonical(['VerifiableCredential', 'ClrCredential'])
      && canonical(subject.type ?? null) === canonical(['ClrSubject']) && !namesBlank(whole), 'another kind of credential');
    const list = subject.verifiableCredential;
    must(Array.isArray(list) && list.length > 0 && list.length <= MEMBERS_MAX, 'it holds no certificates, or too many');
    const members = [];
    for (const member of list) members.push(await openOne(member ?? {}, contexts));
    must(new Set(members.map(member => member.id)).size === members.length, 'it holds a certificate twice');
    const by = await openProofs(document, proof, contexts);
    const told = { id: document.id, title: document.name, date: document.validFrom, name: subject.identifier[0].identityHash };
    must(Object.values(told).every(value => typeof value === 'string'), 'a field is missing');
    return { ...told, key: by.key, created: by.created, members };
  }

  async function openJson(text, contexts) {
    const size = utf8.encode(text.trim()).length;
    must(size <= RECORD_MAX, 'too large');
    const whole = parse(text);
    must(whole && typeof whole === 'object' && !Array.isArray(whole), 'not a certificate');
    const isRecord = canonical(whole['@context'] ?? null) === canonical([CREDENTIALS, BADGES, RECORDS]);
    must(isRecord || size <= CERTIFICATE_MAX, 'too large');
    return isRecord ? openRecord(whole, contexts) : openOne(whole, contexts);
  }

  /** The little of CBOR that the code on paper needs. */
  function cbor(bytes) {
    let at = 0;
    const take = size => {
      must(at + size <= bytes.length, 'cut off');
      return bytes.subarray(at, (at += size));
    };
    const count = low => {
      if (low < 24) return low;
      const size = { 24: 1, 25: 2, 26: 4, 27: 8 }[low];
      must(size, 'not our CBOR');
      take(size);
      const value = bytes.subarray(at - size, at).reduce((sum, byte) => sum * 256 + byte, 0);
      must(Number.isSafeInteger(value), 'not our CBOR');
      return value;
    };
    const item = depth => {
      must(depth < 8, 'not our CBOR');
      const [first] = take(1);
      const [major, size] = [first >> 5, count(first & 31)];
      if (major === 0) return size;
      if (major === 1) return -1 - size;
      if (major === 2) return take(size).slice();
      if (major === 3) {
        try { return strict.decode(take(size)); } catch { throw new Altered('not text'); }
      }
      must(size <= 64, 'not our CBOR');
      if (major === 4) return Array.from({ length: size }, () => item(depth + 1));
      if (major === 5) {
        const map = new Map();
        for (let i = 0; i < size; i++) {
          const key = item(depth + 1);
          must(!map.has(key), 'a key stands twice');
          map.set(key, item(depth + 1));
        }
        return map;
      }
      must(major === 6, 'not our CBOR');
      return { tag: size, value: item(depth + 1) };
    };
    const value = item(0);
    must(at === bytes.length, 'more than one');
    return value;
  }

  function cborHead(major, size) {
    if (size < 24) return Uint8Array.of(major << 5 | size);
    return size < 256 ? Uint8Array.of(major << 5 | 24, size) : Uint8Array.of(major << 5 | 25, size >> 8, size & 255);
  }
  const cborBytes = bytes => join(cborHead(2, bytes.length), bytes);

  const instant = seconds => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

  async function openCode(text) {
    must(text.length <= 4300, 'too long');
    const message = cbor(await inflate(base45(text.slice(4)), 16 << 10));
    must(message.tag === 18 && Array.isArray(message.value) && message.value.length === 4, 'not COSE');
    const [head, open, payload, signature] = message.value;
    must(head instanceof Uint8Array && payload instanceof Uint8Array && signature instanceof Uint8Array, 'not COSE');
    must(open instanceof Map && open.size === 0, 'not our COSE');
    const header = cbor(head);
    const key = header instanceof Map && header.get(4);
    must(header.size === 3 && header.get(1) === -8 && key instanceof Uint8Array && key.length === 32, 'not our COSE');
    must(header.get(3) === 'application/vnd.foothold.paper.v1+cbor', 'not our COSE');
    const signed = join(Uint8Array.of(0x84, 0x6a), utf8.encode('Signature1'), cborBytes(head), Uint8Array.of(0x40),
      cborBytes(payload));
    must(await verifies(key, signed, signature), 'the signature does not hold');
    const claims = cbor(payload);
    must(claims instanceof Map && claims.get(1)?.length === 16, 'no claims');
    const digits = hex(claims.get(1));
    const id = [0, 8, 12, 16, 20].map((from, i) => digits.slice(from, [8, 12, 16, 20, 32][i])).join('-');
    return { key, id: `urn:uuid:${id}`, name: claims.get(2), title: claims.get(3),
      date: instant(claims.get(4)), created: instant(claims.get(5)), members: [] };
  }

  const starts = (bytes, text) => same(bytes.subarray(0, text.length), utf8.encode(text));

  const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let i = 0; i < 8; i++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
  });
  const crc = bytes => (bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

  function fromPicture(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const found = [];
    for (let at = 8; at + 12 <= bytes.length;) {
      const size = view.getUint32(at);
      must(at + 12 + size <= bytes.length, 'cut off');
      const kind = strict.decode(bytes.subarray(at + 4, at + 8));
      const data = bytes.subarray(at + 8, at + 8 + size);
      const keyword = utf8.encode('openbadgecredential\0');
      if (kind === 'iTXt' && same(data.subarray(0, keyword.length), keyword)) {
        must(view.getUint32(at + 8 + size) === crc(bytes.subarray(at + 4, at + 8 + size)), 'a damaged picture');
        must(data[keyword.length] === 0, 'another form');
        const language = data.indexOf(0, keyword.length + 2);
        found.push(strict.decode(data.subarray(data.indexOf(0, language + 1) + 1)));
      }
      at += 12 + size;
      if (kind === 'IEND') break;
    }
    must(found.length === 1, 'no certificate in this picture');
    return found[0];
  }

  function fromPdf(bytes) {
    const begins = `{"@context":["${CREDENTIALS}",`;
    const text = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
    const start = text.indexOf(begins);
    must(start >= 0, 'no certificate in this PDF');
    let depth = 0;
    const marks = /"(?:[^"\\]|\\.)*"|[{}]/gs;
    marks.lastIndex = start;
    for (let mark; (mark = marks.exec(text));) {
      if (mark[0] === '{') depth += 1;
      if (mark[0] === '}' && (depth -= 1) === 0) {
        must(text.indexOf(begins, marks.lastIndex) < 0, 'more than one certificate in this PDF');
        return strict.decode(bytes.subarray(start, marks.lastIndex));
      }
    }
    throw new Altered('cut off');
  }

  /** A signed document (DSSE): its payload once `threshold` of `keys` have signed it. */
  async function openEnvelope(text, kind, keysOf) {
    const envelope = JSON.parse(text);
    must(envelope.payloadType === `application/vnd.foothold.${kind}.v1+json`, 'another document');
    const payload = Uint8Array.from(atob(envelope.payload), letter => letter.charCodeAt(0));
    const type = utf8.encode(envelope.payloadType);
    const pae = join(utf8.encode(`DSSEv1 ${type.length} `), type, utf8.encode(` ${payload.length} `), payload);
    const value = JSON.parse(strict.decode(payload));
    const { keys, threshold } = keysOf(value);
    let signed = 0;
    for (const key of new Set(keys)) {
      const id = hex(await sha256(unhex(key)));
      const found = envelope.signatures.find(signature => signature.keyid === id);
      const raw = found && Uint8Array.from(atob(found.sig), letter => letter.charCodeAt(0));
      if (raw && await verifies(unhex(key), pae, raw)) signed += 1;
    }
    must(threshold > 0 && signed >= threshold, 'not signed by those who may');
    return { value, hash: await sha256(payload) };
  }

  function fingerprint(hash) {
    const bit = at => hash[at >> 3] >> (7 - (at & 7)) & 1;
    const letters = Array.from({ length: 20 }, (_, i) =>
      CROCKFORD[[0, 1, 2, 3, 4].reduce((sum, b) => sum * 2 + bit(i * 5 + b), 0)]);
    return [0, 5, 10, 15].map(at => letters.slice(at, at + 5).join('')).join('-');
  }

  async function openRoot(text) {
    const { value, hash } = await openEnvelope(text, 'root', root => root.roles.find(role => role.role === 'root'));
    return { ...value, fingerprint: fingerprint(hash) };
  }

  async function openList(text, root) {
    const { value } = await openEnvelope(text, 'revocations', list => {
      const office = root.offices.find(office => office.id === list.office);
      const stolen = list.stolen.map(stolen => stolen.key);
      return { keys: (office?.issuers ?? []).filter(key => !stolen.includes(key)), threshold: 1 };
    });
    return value;
  }

  /** When it says it was signed, ms, if written as we write it; else as late as can be: see `signed_at` in judgement.rs. */
  function signedAt(created) {
    const at = Date.parse(created);
    return at >= 0 && at % 1000 === 0 && instant(at / 1000) === created ? at : Infinity;
  }

  /** Whether a list takes a certificate back: `office` if it names it, `key` if only its key is stolen or out of use, else null. */
  function takenBack(told, list) {
    const key = hex(told.key);
    const id = told.id.replace(/^urn:uuid:/, '').toLowerCase();
    if (list.revoked.some(revoked => revoked.id === id)) return 'office';
    const stolen = list.stolen.some(stolen => stolen.key === key && !stolen.good.includes(id));
    const ended = (list.ended ?? []).some(ended => ended.key === key && ended.at <= signedAt(told.created));
    return stolen || ended ? 'key' : null;
  }

  /** Judges bytes: `{word, why?, told?, office?, by?}`, word one of valid, altered, unknown issuer, revoked; revoked by office or key. */
  async function judge(bytes, { root, list, contexts }) {
    let told;
    try {
      must(bytes.length <= BYTES_MAX, 'too large');
      let text;
      if (bytes[0] === 0x89 && starts(bytes.subarray(1), 'PNG\r\n\x1a\n')) text = fromPicture(bytes);
      else if (starts(bytes, '%PDF-')) text = fromPdf(bytes);
      else text = strict.decode(bytes);
      told = text.trim().startsWith('FH1:') ? await openCode(text.trim()) : await openJson(text, contexts);
    } catch (fault) {
      return { word: 'altered', why: fault instanceof Error ? fault.message : String(fault) };
    }
    const all = [told, ...told.members];
    const office = root?.offices.find(office => all.every(one => office.issuers.includes(hex(one.key))));
    if (!office) return { word: 'unknown issuer', told };
    const isListed = list && list.office === office.id;
    const taken = isListed ? all.map(one => takenBack(one, list)).filter(by => by) : [];
    if (taken.length) return { word: 'revoked', told, office: office.name, by: taken.includes('office') ? 'office' : 'key' };
    return { word: 'valid', told, office: office.name, listed: isListed ? list.created : null };
  }

  return { judge, openRoot, openList };
})();
