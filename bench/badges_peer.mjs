// What @digitalbazaar/vc does with a credential: issue it, verify it, or both many times (rates per CPU second).
// node badges_peer.mjs MODULES CONTEXTS < {"action", "credential", "key", "times"}
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const [modules, contexts] = process.argv.slice(2);
const require = createRequire(pathToFileURL(modules + "/package.json"));
const load = async name => import(pathToFileURL(require.resolve(name)));
const vc = await load("@digitalbazaar/vc");
const {DataIntegrityProof} = await load("@digitalbazaar/data-integrity");
const {cryptosuite} = await load("@digitalbazaar/eddsa-rdfc-2022-cryptosuite");
const Ed25519Multikey = await load("@digitalbazaar/ed25519-multikey");

const {action, credential, key, times = 1} = JSON.parse(readFileSync(0, "utf8"));
const manifest = JSON.parse(readFileSync(contexts + "/manifest.json", "utf8"));
const documents = new Map(
  Object.entries(manifest).map(([url, {file}]) => [url, JSON.parse(readFileSync(contexts + "/" + file, "utf8"))]));
const context = "https://w3id.org/security/multikey/v1";
const multikey = {"@context": context, id: key.id, type: "Multikey", controller: key.controller,
  publicKeyMultibase: key.publicKeyMultibase};
documents.set(key.id, multikey);
documents.set(key.controller, {"@context": ["https://www.w3.org/ns/did/v1", context], id: key.controller,
  verificationMethod: [multikey], assertionMethod: [key.id]});
const documentLoader = async url => {
  if(!documents.has(url)) {
    throw new Error("not shipped: " + url);
  }
  return {contextUrl: null, documentUrl: url, document: documents.get(url)};
};

const issue = async () => {
  const pair = await Ed25519Multikey.from(key);
  const suite = new DataIntegrityProof({signer: pair.signer(), cryptosuite});
  return vc.issue({credential: structuredClone(credential), suite, documentLoader});
};
const verify = async signed => {
  const suite = new DataIntegrityProof({cryptosuite});
  const result = await vc.verifyCredential({credential: structuredClone(signed), suite, documentLoader});
  if(!result.verified && action === "time") {
    throw result.error;
  }
  return result.verified;
};
const rate = async work => {
  await work();
  const before = process.cpuUsage();
  for(let i = 0; i < times; i++) {
    await work();
  }
  const spent = process.cpuUsage(before);
  return times / ((spent.user + spent.system) / 1e6);
};

let answer;
if(action === "issue") {
  answer = await issue();
} else if(action === "verify") {
  answer = await verify(credential);
} else {
  const signed = await issue();
  answer = {issue: await rate(issue), verify: await rate(() => verify(signed))};
}
console.log(JSON.stringify(answer));
