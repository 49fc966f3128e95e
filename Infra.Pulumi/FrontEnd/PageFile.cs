using Pulumi;

namespace EventChat.Infra.FrontEnd;

/// <summary>A file of the built page.</summary>
/// <param name="Key">Below the page's address, e.g. <c>assets/index-BxT4.js</c>.</param>
/// <param name="Path">Relative to the folder of Pulumi.yaml.</param>
internal sealed record PageFile(string Key, string Path, string ContentType)
{
    public const string Index = "index.html";

    /// <summary>Where the page's build lies, relative to the folder of Pulumi.yaml.</summary>
    public const string Folder = "Web/dist";

    /// <summary>Vite puts here what carries a hash of its content in its name.</summary>
    private const string Hashed = "assets/";

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".css"] = "text/css; charset=utf-8", [".json"] = "application/json",
        [".webmanifest"] = "application/manifest+json", [".txt"] = "text/plain; charset=utf-8", [".svg"] = "image/svg+xml", [".png"] = "image/png", [".jpg"] = "image/jpeg",
        [".webp"] = "image/webp", [".ico"] = "image/x-icon", [".woff2"] = "font/woff2", [".woff"] = "font/woff", [".wasm"] = "application/wasm",
    };

    /// <summary>Of such a name there is never another content: a browser need not ask again, and a page that is open can still load it after the next deployment.</summary>
    public bool IsImmutable => Key.StartsWith(Hashed, StringComparison.Ordinal);

    /// <exception cref="RunException">There is no page, or a file that the browser would not know what to do with.</exception>
    public static IReadOnlyList<PageFile> Find(string folder) => !File.Exists(System.IO.Path.Combine(folder, Index))
        ? throw new RunException($"'{folder}/{Index}' is missing: run ./eventchat page first, or set webHosting to false.")
        :
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)
                .Select(key => Of(folder, key)),
        ];

    public static PageFile Of(string folder, string key) => new(key, $"{folder}/{key}", ContentTypes.TryGetValue(System.IO.Path.GetExtension(key), out var type)
        ? type
        : throw new RunException($"'{folder}/{key}' has no content type: name it in Infra.Pulumi/FrontEnd/PageFile.cs, or keep it out of the page's build."));
}
