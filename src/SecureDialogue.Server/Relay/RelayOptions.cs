using System.Diagnostics.CodeAnalysis;

namespace SecureDialogue.Server.Relay;

/// <summary>Everything that can be set; docs/operating.md explains, appsettings.json lists the defaults.</summary>
public sealed class RelayOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Relay";

    /// <summary>IP address to listen on.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port to listen on; 0 = any free one.</summary>
    public int Port { get; set; } = 8080;

    /// <summary>Where everything is kept.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>What people type, for the Begin link; empty = this machine.</summary>
    [SuppressMessage("Design", "CA1056", Justification = "Empty is a value; the validator reads the rest.")]
    public string PublicUrl { get; set; } = "";

    /// <summary>PEM file; empty = no TLS.</summary>
    public string TlsCertificate { get; set; } = "";

    /// <summary>PEM file of the certificate's key.</summary>
    public string TlsKey { get; set; } = "";

    /// <summary>Folder of the built web client, from the program's folder on; empty = none is served.</summary>
    public string WebDirectory { get; set; } = "wwwroot";

    /// <summary>Addresses of web clients that others serve, as <c>https://talks.example.org</c>; pages of any other address are refused.</summary>
    public IReadOnlyList<string> WebOrigins { get; set; } = [];

    /// <summary>Passes that one dialogue may mint.</summary>
    public int PassQuota { get; set; } = 4096;

    /// <summary>Requests in one transaction, at most.</summary>
    public int CommitBatch { get; set; } = 256;

    /// <summary>How long a transaction waits for more requests.</summary>
    public int CommitWindowMilliseconds { get; set; }

    /// <summary>Pages of the write-ahead log after which it is written back.</summary>
    public int CheckpointPages { get; set; } = 4000;

    /// <summary>Quiet time after which the write-ahead log is written back and overwritten with zeros.</summary>
    public int CheckpointIdleMilliseconds { get; set; } = 1000;

    /// <summary>Time between two rewritings of a file, in a quiet moment, so that it shows no order of writes.</summary>
    public int RewriteMinutes { get; set; } = 60;

    /// <summary>Pages of 16 KiB that each file may have; 0 = no limit.</summary>
    public int MaxDatabasePages { get; set; }

    /// <summary>Calls a second that one connection may make in the long run.</summary>
    public int CallsPerSecond { get; set; } = 1000;

    /// <summary>Calls that one connection may make at once.</summary>
    public int CallBurst { get; set; } = 4000;

    /// <summary>Key packages that one mailbox is asked for within a minute, at all nodes together.</summary>
    public int FetchesPerMinute { get; set; } = 600;

    /// <summary>A connection that has not said Hello by then is closed, and one that begins a request and does not end it.</summary>
    public int HelloSeconds { get; set; } = 10;

    /// <summary>How long a connection may take until it says something whole: a request, a handshake, Hello, the next poll.</summary>
    internal TimeSpan FirstWord => TimeSpan.FromSeconds(HelloSeconds);

    /// <summary>Bytes pushed to a connection that it has not read yet; beyond, it is closed and reads the log later.</summary>
    public int PushBacklogBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Whispers of one channel within a minute, and likewise questions who is here, at all nodes together.</summary>
    public int WhispersPerMinute { get; set; } = 600;

    /// <summary>Connections by polling, where WebSockets are blocked, that may begin within a second.</summary>
    public int NegotiationsPerSecond { get; set; } = 100;

    /// <summary>Whether the address that a connection comes from is written into the log.</summary>
    public bool LogAddresses { get; set; }

    /// <summary>Where metrics are sent, as OTLP over HTTP; empty = nowhere.</summary>
    public string MetricsEndpoint { get; set; } = "";

    /// <summary>Time between two sendings of metrics. Shorter ones tell whoever reads them more about who was active when.</summary>
    public int MetricsSeconds { get; set; } = 60;

    /// <summary>For the calls of one connection.</summary>
    internal CallRate CallRate(TimeProvider time) => new(CallBurst, CallsPerSecond, time);

    /// <summary>For the whispers of one connection: a tenth of what its channel may carry, and no more than a few at once.</summary>
    internal CallRate WhisperRate(TimeProvider time) => new(Math.Max(2, WhispersPerMinute / 20), Math.Max(1, WhispersPerMinute / 600), time);
}
