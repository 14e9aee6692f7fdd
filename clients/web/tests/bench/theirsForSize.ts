// The same of ts-mls.
export {
    createApplicationMessage,
    createCommit,
    createGroup,
    decodeGroupState,
    decodeMlsMessage,
    encodeGroupState,
    encodeMlsMessage,
    generateKeyPackage,
    getCiphersuiteFromName,
    getCiphersuiteImpl,
    joinGroup,
    processMessage,
} from 'ts-mls';
