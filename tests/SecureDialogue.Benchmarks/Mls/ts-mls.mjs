// Measures npm ts-mls: `node ts-mls.mjs N…` prints `operation <tab> N <tab> milliseconds of processor time`, medians.
import {
  createApplicationMessage, createCommit, createGroup, decodeGroupState, decodeMlsMessage, defaultCapabilities, defaultLifetime,
  emptyPskIndex, encodeGroupState, encodeMlsMessage, generateKeyPackage, getCiphersuiteFromName, getCiphersuiteImpl, joinGroup,
  processPrivateMessage,
} from 'ts-mls'
import { defaultClientConfig } from 'ts-mls/clientConfig.js'

// Above these a run takes minutes: a full tree is built by as many commits and joins as there are members.
const largestFull = 128
const suite = await getCiphersuiteImpl(getCiphersuiteFromName('MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519'))
const text = new TextEncoder()

const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]

async function measure(name, members, operation) {
  await operation()
  const readings = []
  const end = performance.now() + 1500
  while (readings.length < 3 || (performance.now() < end && readings.length < 15)) {
    const start = process.cpuUsage()
    await operation()
    const { user, system } = process.cpuUsage(start)
    readings.push((user + system) / 1000)
  }
  console.log(`${name}\t${members}\t${median(readings)}`)
}

const publish = index => generateKeyPackage(
  { credentialType: 'basic', identity: text.encode(`member ${index}`) }, defaultCapabilities(), defaultLifetime, [], suite)

const add = others => others.map(other => ({ proposalType: 'add', add: { keyPackage: other.publicPackage } }))

const commit = (state, proposals = []) =>
  createCommit({ state, cipherSuite: suite }, { extraProposals: proposals, ratchetTreeExtension: true })

const join = (welcome, own) => joinGroup(welcome, own.publicPackage, own.privatePackage, emptyPskIndex, suite)

const wire = message => decodeMlsMessage(encodeMlsMessage(message), 0)[0].privateMessage

const receive = (state, message) => processPrivateMessage(state, wire(message), emptyPskIndex, suite)

const create = own => createGroup(text.encode('a group to measure'), own.publicPackage, own.privatePackage, [], suite)

async function measureCommits(shape, members, committer, receiver) {
  const { commit: message } = await commit(committer)
  await measure(`commit, ${shape}`, members, async () => encodeMlsMessage((await commit(committer)).commit))
  const bytes = encodeMlsMessage(message)
  await measure(`process it, ${shape}`, members, () =>
    processPrivateMessage(receiver, decodeMlsMessage(bytes, 0)[0].privateMessage, emptyPskIndex, suite))
}

async function measureData(members, sender, receiver) {
  const data = new Uint8Array(1024)
  const sealed = async () => encodeMlsMessage({
    wireformat: 'mls_private_message', version: 'mls10', privateMessage: (await createApplicationMessage(sender, data, suite)).privateMessage,
  })
  await measure('seal 1 KiB', members, sealed)
  const bytes = await sealed()
  await measure('open 1 KiB', members, () =>
    processPrivateMessage(receiver, decodeMlsMessage(bytes, 0)[0].privateMessage, emptyPskIndex, suite))
  await measure('save', members, async () => encodeGroupState(receiver))
  const snapshot = encodeGroupState(receiver)
  await measure('load', members, async () => ({ ...decodeGroupState(snapshot, 0)[0], clientConfig: defaultClientConfig }))
}

// Each member adds the next one and, by a second commit, gives itself a path.
async function fullTree(crew) {
  let previous
  let last = await create(crew[0])
  for (const next of crew.slice(1)) {
    previous = (await commit(last)).newState
    const added = await commit(previous, add([next]))
    previous = added.newState
    last = await join(added.welcome, next)
  }
  const healing = await commit(last)
  return { receiver: (await receive(previous, healing.commit)).newState, committer: healing.newState }
}

for (const members of process.argv.slice(2).map(Number)) {
  const crew = await Promise.all(Array.from({ length: members }, (_, i) => publish(i)))
  await measure('key package', members, () => publish(0))
  const creator = await create(crew[0])
  await measure('add N-1', members, () => commit(creator, add(crew.slice(1))))
  const added = await commit(creator, add(crew.slice(1)))
  await measure('join', members, () => join(added.welcome, crew[members / 2]))
  const neighbour = await join(added.welcome, crew[1])
  await measureCommits('blank', members, added.newState, neighbour)
  await measureData(members, added.newState, neighbour)
  if (members > largestFull) {
    console.log(`remark\tIts full tree of ${members} was left out: building it takes minutes.`)
    continue
  }
  try {
    const { committer, receiver } = await fullTree(crew)
    await measureCommits('full', members, committer, receiver)
  } catch (error) {
    console.log(`remark\tIts full tree of ${members} could not be built: ${error.message}.`)
  }
}
