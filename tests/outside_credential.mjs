// A certificate of ours before Digital Bazaar's suites: node tests/outside_credential.mjs FOLDER TOOLS, where FOLDER is
// what the test office::credential left behind and TOOLS holds node_modules.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(resolve(process.argv[3], 'package.json'));
const load = async name => import(pathToFileURL(require.resolve(name)));
const { default: signatures } = await load('jsonld-signatures');
const { DataIntegrityProof } = await load('@digitalbazaar/data-integrity');
const { cryptosuite } = await load('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const Ed25519 = await load('@digitalbazaar/ed25519-multikey');

const contexts = {
  'https://www.w3.org/ns/credentials/v2': 'assets/contexts/credentials-v2.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': 'assets/contexts/open-badges-3.0.3.json',
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': 'assets/contexts/clr-2.0.1.json',
};
const documentLoader = async url => {
  if (url.startsWith('did:key:')) {
    const [did, fragment] = url.split('#');
    const key = await Ed25519.from({ '@context': 'https://w3id.org/security/multikey/v1', id: `${did}#${did.slice(8)}`,
      type: 'Multikey', controller: did, publicKeyMultibase: did.slice(8) });
    const method = await key.export({ publicKey: true, includeContext: true });
    const whole = { '@context': 'https://www.w3.org/ns/did/v1', id: did, verificationMethod: [method],
      assertionMethod: [method.id] };
    return { documentUrl: url, document: fragment ? method : whole };
  }
  if (!contexts[url]) throw new Error(`not loaded: ${url}`);
  return { documentUrl: url, document: JSON.parse(readFileSync(contexts[url], 'utf8')) };
};
const purpose = new signatures.purposes.AssertionProofPurpose();
// Its key's form is checked by the library; the controller is the did:key itself.
purpose.validate = async () => ({ valid: true });

const whole = JSON.parse(readFileSync(resolve(process.argv[2], 'certificate.json'), 'utf8'));
const verified = async document => {
  const suite = new DataIntegrityProof({ cryptosuite });
  return (await signatures.verify(document, { suite, purpose, documentLoader })).verified;
};
const rdfc = whole.proof.find(proof => proof.cryptosuite === 'eddsa-rdfc-2022');
let [passed, failed] = [0, 0];
const check = (what, holds) => {
  if (holds) passed += 1;
  else { failed += 1; console.log(`FAILED ${what}`); }
};
check('the proof', await verified({ ...whole, proof: rdfc }));
check('the proof set', await verified(whole));
check('altered', !await verified({ ...whole, proof: rdfc, validFrom: '2020-01-01T00:00:00Z' }));
const record = JSON.parse(readFileSync(resolve(process.argv[2], 'learner-record.json'), 'utf8'));
const recordProof = record.proof.find(proof => proof.cryptosuite === 'eddsa-rdfc-2022');
check('the learner record', await verified({ ...record, proof: recordProof }));
check('a record altered', !await verified({ ...record, proof: recordProof, name: 'Another record' }));
console.log(`Digital Bazaar: ${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
