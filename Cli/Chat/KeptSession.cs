using System.Text.Json;
using EventChat.Client;

namespace EventChat.Cli.Chat;

/// <summary>Tokens that <c>login</c> keeps between runs: one file per endpoint and user, readable by its owner alone.</summary>
internal static class KeptSession
{
    public static Tokens? Find(ConnectionRequest request)
    {
        var file = FileOf(request);
        if (!File.Exists(file)) return null;
        try
        {
            return JsonSerializer.Deserialize<Tokens>(File.ReadAllText(file));
        }
        catch (JsonException)
        {
            return null; // of another version: sign in anew
        }
    }

    public static void Keep(ConnectionRequest request, Tokens tokens)
    {
        var file = FileOf(request);
        var folder = Path.GetDirectoryName(file)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        JsonSerializer.Serialize(stream, tokens);
    }

    public static void Forget(ConnectionRequest request)
    {
        var file = FileOf(request);
        if (File.Exists(file)) File.Delete(file); // Delete alone minds a missing folder
    }

    private static string FileOf(ConnectionRequest request)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.Create);
        var name = $"{request.Endpoint.Authority}~{request.User}";
        return Path.Combine(home, "eventchat", Uri.EscapeDataString(name) + ".json");
    }
}
