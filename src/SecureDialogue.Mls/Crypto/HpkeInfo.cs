namespace SecureDialogue.Mls.Crypto;

/// <summary>
/// The part of HPKE's key schedule that is the same for every recipient: key_schedule_context = mode || psk_id_hash || info_hash
/// (RFC 9180 §5.1). A Welcome's info is as long as the group's tree, so it is hashed once and not once a joiner. Nothing in it is secret.
/// </summary>
internal sealed class HpkeInfo
{
    private const byte BaseMode = 0;
    private readonly byte[] _keyScheduleContext;

    internal HpkeInfo(CipherSuite suite, ReadOnlySpan<byte> info)
    {
        var suiteId = Hpke.HpkeSuiteId(suite);
        using var pskIdHash = Hpke.LabeledExtract(suite, suiteId, [], "psk_id_hash"u8, []);
        using var infoHash = Hpke.LabeledExtract(suite, suiteId, [], "info_hash"u8, info);
        _keyScheduleContext = [BaseMode, .. pskIdHash.Bytes, .. infoHash.Bytes];
    }

    internal ReadOnlySpan<byte> KeyScheduleContext => _keyScheduleContext;
}
