namespace SecureDialogue.Server.Web;

/// <summary>
/// The headers that go with everything the web client is made of, refusals included. The page may run the relay's own script files
/// and speak to its own origin, nothing else: no inline or generated code, no WebAssembly, no HTML made of strings outside the one
/// policy of the component framework, no frame around or inside it, no device of the phone but the camera, with which people scan
/// each other's codes.
/// </summary>
internal static class ContentSecurity
{
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; "
        + "connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; frame-src 'none'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html app-script-url";

    public const string Permissions =
        "accelerometer=(), browsing-topics=(), camera=(self), display-capture=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), "
        + "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), "
        + "screen-wake-lock=(), serial=(), usb=(), window-management=(), xr-spatial-tracking=()";

    /// <summary>A year, as browsers' lists ask for; this host only, since its neighbours are not ours.</summary>
    private const string HttpsOnly = "max-age=31536000";

    public static void Set(IHeaderDictionary headers, bool isHttps)
    {
        headers.ContentSecurityPolicy = Policy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        if (isHttps)
        {
            headers.StrictTransportSecurity = HttpsOnly;
        }
    }
}
