// Another MLS engine behind stdin and stdout, for the interop tests: members of ts-mls, each with a number.
// A line is {"id", "calls": [{"do", ...}]}; its answer is {"id", "results": [...]}, a result per call in order, {"error"} where
// ts-mls refused. Lines are served side by side, the calls of a line one after the other. Bytes are base64.
import { createHash, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import { createInterface } from 'node:readline'
import { p256 } from '@noble/curves/nist.js'
import {
  ciphersuites, createApplicationMessage, createCommit, createGroup, decodeMlsMessage, defaultAuthenticationService,
  defaultKeyPackageEqualityConfig, defaultLifetime, encodeMlsMessage, generateKeyPackageWithKey, getCiphersuiteFromName,
  getCiphersuiteImpl, joinGroup, makePskIndex, processPrivateMessage,
} from 'ts-mls'

const config = {
  keyRetentionConfig: { retainKeysForGenerations: 10, retainKeysForEpochs: 1, maximumForwardRatchetSteps: 200 },
  lifetimeConfig: { maximumTotalLifetime: 2628000n, validateLifetimeOnReceive: false },
  keyPackageEqualityConfig: defaultKeyPackageEqualityConfig,
  paddingConfig: { kind: 'padUntilLength', padUntilLength: 256 },
  authService: defaultAuthenticationService,
}

const members = new Map()
const suites = new Map()

const toBytes = (text) => new Uint8Array(Buffer.from(text, 'base64'))
const toText = (bytes) => Buffer.from(bytes).toString('base64')
const authenticatorOf = (state) => ({ authenticator: toText(state.keySchedule.epochAuthenticator) })

const memberOf = (number) => {
  const member = members.get(number)
  if (member === undefined) throw new Error(`no member ${number}`)
  return member
}

// Hashing and verifying through node:crypto instead of WebCrypto takes the waiting out of ts-mls: three times the schedules.
const digest = (data) => new Uint8Array(createHash('sha256').update(data).digest())
const mac = (key, ...data) => new Uint8Array(data.reduce((hmac, part) => hmac.update(part), createHmac('sha256', key)).digest())

const hash = {
  digest: async (data) => digest(data),
  mac: async (key, data) => mac(key, data),
  verifyMac: async (key, tag, data) => timingSafeEqual(mac(key, data), tag),
}

const kdf = {
  size: 32,
  extract: async (salt, ikm) => mac(salt, ikm),
  async expand(prk, info, length) {
    const blocks = [new Uint8Array()]
    while (blocks.length * 32 < length + 32) blocks.push(mac(prk, blocks.at(-1), info, Uint8Array.of(blocks.length)))
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length))
  },
}

const publicKeyPrefix = {
  Ed25519: Buffer.from('302a300506032b6570032100', 'hex'),
  P256: Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex'),
}

const verifyWith = (algorithm) => async (key, data, signature) => {
  const publicKey = createPublicKey({ key: Buffer.concat([publicKeyPrefix[algorithm], key]), format: 'der', type: 'spki' })
  return verify(algorithm === 'P256' ? 'sha256' : undefined, data, publicKey, signature)
}

const suiteOf = async (number) => {
  if (!suites.has(number)) {
    const name = Object.keys(ciphersuites).find((key) => ciphersuites[key] === number)
    const parameters = getCiphersuiteFromName(name)
    const suite = await getCiphersuiteImpl(parameters)
    suites.set(number, { ...suite, hash, kdf, signature: { ...suite.signature, verify: verifyWith(parameters.signature) } })
  }
  return suites.get(number)
}

// ts-mls writes signature keys of P-256 compressed, RFC 9420 §5.1.1 wants the uncompressed point.
const signatureKeys = async (suite, number) => {
  if (number !== 2) return suite.signature.keygen()
  const signKey = p256.utils.randomSecretKey()
  return { signKey, publicKey: p256.getPublicKey(signKey, false) }
}

const decode = (text, wireformat) => {
  const message = decodeMlsMessage(toBytes(text), 0)?.[0]
  if (message?.wireformat !== wireformat) throw new Error(`not a ${wireformat}`)
  return message
}

const decodeBarePackage = (text) =>
  decode(toText(new Uint8Array([0, 1, 0, 5, ...toBytes(text)])), 'mls_key_package').keyPackage

const newMember = async ({ member, suite: number, name, pskId, psk }) => {
  const suite = await suiteOf(number)
  const keys = await signatureKeys(suite, number)
  const capabilities = {
    versions: ['mls10'], ciphersuites: [suite.name], extensions: [], proposals: [], credentials: ['basic'],
  }
  const credential = { credentialType: 'basic', identity: new TextEncoder().encode(name) }
  const made = await generateKeyPackageWithKey(credential, capabilities, defaultLifetime, [], keys, suite)
  const index = makePskIndex(undefined, { [pskId]: toBytes(psk) })
  members.set(member, { suite, index, publicPackage: made.publicPackage, privatePackage: made.privatePackage })
  return memberOf(member)
}

const pskProposal = (suite, pskId) => ({
  proposalType: 'psk',
  psk: { preSharedKeyId: { psktype: 'external', pskId: toBytes(pskId), pskNonce: suite.rng.randomBytes(suite.kdf.size) } },
})

const calls = {
  async package(call) {
    const { publicPackage } = await newMember(call)
    const message = encodeMlsMessage({ version: 'mls10', wireformat: 'mls_key_package', keyPackage: publicPackage })
    return { bytes: toText(message.subarray(4)) }
  },

  async found(call) {
    const member = await newMember(call)
    member.state = await createGroup(
      toBytes(call.group), member.publicPackage, member.privatePackage, [], member.suite, config)
    return authenticatorOf(member.state)
  },

  async join({ member: number, bytes }) {
    const member = memberOf(number)
    const { welcome } = decode(bytes, 'mls_welcome')
    member.state = await joinGroup(
      welcome, member.publicPackage, member.privatePackage, member.index, member.suite, undefined, undefined, config)
    return { ...authenticatorOf(member.state), leaf: member.state.privatePath.leafIndex }
  },

  // The member stays where it is until it adopts.
  async commit({ member: number, adds, removes, pskId }) {
    const member = memberOf(number)
    const extraProposals = [
      ...removes.map((removed) => ({ proposalType: 'remove', remove: { removed } })),
      ...adds.map((bytes) => ({ proposalType: 'add', add: { keyPackage: decodeBarePackage(bytes) } })),
      ...(pskId === undefined ? [] : [pskProposal(member.suite, pskId)]),
    ]
    const made = await createCommit(
      { state: member.state, pskIndex: member.index, cipherSuite: member.suite }, { extraProposals, ratchetTreeExtension: true })
    member.pending = made.newState
    return {
      bytes: toText(encodeMlsMessage(made.commit)),
      welcome: made.welcome && toText(encodeMlsMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome: made.welcome })),
      ...authenticatorOf(made.newState),
    }
  },

  async adopt({ member: number }) {
    const member = memberOf(number)
    member.state = member.pending
    member.pending = undefined
    return authenticatorOf(member.state)
  },

  async receive({ member: number, bytes }) {
    const member = memberOf(number)
    const { privateMessage } = decode(bytes, 'mls_private_message')
    const result = await processPrivateMessage(member.state, privateMessage, member.index, member.suite)
    if (result.kind !== 'newState') throw new Error('not a commit')
    member.state = result.newState
    return member.state.groupActiveState.kind === 'removedFromGroup' ? { removed: true } : authenticatorOf(member.state)
  },

  async say({ member: number, bytes }) {
    const member = memberOf(number)
    const { newState, privateMessage } = await createApplicationMessage(member.state, toBytes(bytes), member.suite)
    member.state = newState
    return { bytes: toText(encodeMlsMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage })) }
  },

  async hear({ member: number, bytes }) {
    const member = memberOf(number)
    const { privateMessage } = decode(bytes, 'mls_private_message')
    const result = await processPrivateMessage(member.state, privateMessage, member.index, member.suite)
    if (result.kind !== 'applicationMessage') throw new Error('not application data')
    member.state = result.newState
    return { bytes: toText(result.message) }
  },

  async forget({ member }) {
    return { removed: members.delete(member) }
  },
}

const serve = async ({ id, calls: wanted }) => {
  const results = []
  for (const call of wanted) {
    try {
      results.push(await calls[call.do](call))
    } catch (error) {
      results.push({ error: `${call.do}: ${error.message}` })
    }
  }
  process.stdout.write(`${JSON.stringify({ id, results })}\n`)
}

createInterface({ input: process.stdin }).on('line', (line) => void serve(JSON.parse(line)))
