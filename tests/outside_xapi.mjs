// Our xAPI statements before Learning Locker's own validation: node tests/outside_xapi.mjs FOLDER TOOLS, where FOLDER is what
// the test office::xapi left behind and TOOLS holds node_modules. Each is checked alone, and some spoiled ones are refused.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const require = createRequire(resolve(process.argv[3], 'package.json'));
const { default: validate } = require('@learninglocker/xapi-validation');
const lines = readFileSync(resolve(process.argv[2], 'statements.jsonl'), 'utf8').trimEnd().split('\n').map(line => JSON.parse(line));
let [passed, failed] = [0, 0];
const check = (what, warnings, holds) => {
  if (holds) passed += 1;
  else { failed += 1; console.log(`FAILED ${what}: ${JSON.stringify(warnings)}`); }
};
for (const [at, line] of lines.entries()) {
  const warnings = validate(line);
  check(`line ${at} ${line.verb.display['en-US']}`, warnings, warnings.length === 0);
}
const spoiled = [
  line => { line.verb.id = 'answered'; },
  line => { line.timestamp = 'yesterday'; },
  line => { line.id = '1'; },
  line => { line.actor = { objectType: 'Agent' }; },
];
for (const [at, spoil] of spoiled.entries()) {
  const line = structuredClone(lines[0]);
  spoil(line);
  const warnings = validate(line);
  check(`spoiled ${at}`, warnings, warnings.length > 0);
}
console.log(`xAPI validation: ${lines.length} statements, ${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
