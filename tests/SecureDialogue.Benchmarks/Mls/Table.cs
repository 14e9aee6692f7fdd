using System.Globalization;
using SecureDialogue.Benchmarks.Measuring;
using static SecureDialogue.Benchmarks.Reporting.MarkdownTable;

namespace SecureDialogue.Benchmarks.Mls;

/// <summary>Results as Markdown tables.</summary>
internal static class Table
{
    internal static string Primitives(IReadOnlyList<Floor> floors)
    {
        var text = Begin("primitive", "us");
        Append(text, "X25519, base point", Of(floor => floor.BaseMultiply));
        Append(text, "X25519", Of(floor => floor.Agree));
        Append(text, "Ed25519 sign, 300 B and 1 KiB", Of(floor => floor.Sign) + " and " + Of(floor => floor.SignKibibyte));
        Append(text, "Ed25519 verify, 300 B and 1 KiB", Of(floor => floor.Verify) + " and " + Of(floor => floor.VerifyKibibyte));
        Append(text, "ChaCha20-Poly1305, 1 KiB", Of(floor => floor.AeadKibibyte));
        Append(text, "HMAC-SHA256", Of(floor => floor.Hmac));
        return text.ToString();

        string Of(Func<Floor, double> primitive) => Number(Meter.Median(floors.Select(primitive)));
    }

    internal static string Operations(IReadOnlyList<Result> results, TsMls tsMls, double agreeMicroseconds)
    {
        var scale = agreeMicroseconds / Peers.AgreeMicroseconds;
        var text = Begin("operation", "N", "ms", "KiB", "floor ms", "x floor", "target", "ts-mls ms", "ts-mls / ours", "mlspp ms*", "core-crypto ms*");
        foreach (var group in results.GroupBy(result => result.Operation.Name))
        {
            foreach (var result in group)
            {
                var (mlspp, coreCrypto) = Peers.Of(result.Operation);
                var other = tsMls.Of(result.Operation);
                Append(
                    text,
                    group.Key,
                    result.Operation.Members.ToString(CultureInfo.InvariantCulture),
                    Number(result.Milliseconds),
                    Number(result.AllocatedKibibytes),
                    Number(result.FloorMilliseconds),
                    Number(result.TimesFloor),
                    Number(result.Operation.Target),
                    Number(other),
                    Number(other / result.Milliseconds),
                    Number(mlspp * scale),
                    Number(coreCrypto * scale));
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n\\* measured elsewhere, times {scale:0.00} for the speed of X25519 here\n").ToString();
    }

    private static string Number(double? value) => value is not { } number || double.IsNaN(number)
        ? "-"
        : number.ToString(number < 0.01 ? "0.0000" : number < 0.1 ? "0.000" : number < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}
