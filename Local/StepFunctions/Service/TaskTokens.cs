using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>The task tokens. Each is signed with this machine's own key: what was not made here is no token at all.</summary>
internal sealed class TaskTokens(byte[] key) : ITaskCallbacks
{
    /// <summary>Bytes of the signature and of the random part.</summary>
    private const int Part = 16;

    private readonly ConcurrentDictionary<string, TaskCallback> _waiting = new(StringComparer.Ordinal);

    /// <param name="file">Where the key is kept, or will be.</param>
    public static TaskTokens Open(string file)
    {
        if (File.Exists(file) && File.ReadAllBytes(file) is { Length: 32 } kept) return new(kept);
        var key = RandomNumberGenerator.GetBytes(32);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes($"{file}.new", key);
        File.Move($"{file}.new", file, overwrite: true);
        return new(key);
    }

    public string NewToken(string executionArn, string attempt)
    {
        while (true)
        {
            byte[] content = [.. RandomNumberGenerator.GetBytes(Part), .. Encoding.UTF8.GetBytes($"{executionArn}\n{attempt}")];
            var token = Base64Url.EncodeToString([.. HMACSHA256.HashData(key, content).AsSpan(0, Part), .. content]);
            // The AWS CLI would take it for an option; AWS's own begin with a letter.
            if (token[0] != '-') return token;
        }
    }

    public void Register(string executionArn, TaskCallback callback) => _waiting[callback.Token] = callback;

    public void Unregister(TaskCallback callback) => _waiting.TryRemove(new(callback.Token, callback));

    public TaskCallback? Find(string token) => _waiting.GetValueOrDefault(token);

    /// <summary>Whose token it is.</summary>
    /// <exception cref="StepFunctionsException"><c>InvalidToken</c>.</exception>
    public string ExecutionOf(string token)
    {
        if (Base64Url.IsValid(token) && Base64Url.DecodeFromChars(token) is { Length: > 2 * Part } bytes
            && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, bytes.AsSpan(Part)).AsSpan(0, Part), bytes.AsSpan(0, Part)))
            return Encoding.UTF8.GetString(bytes.AsSpan(2 * Part)).Split('\n')[0];
        throw new StepFunctionsException("InvalidToken", "Invalid Token: 'Invalid token'");
    }
}
