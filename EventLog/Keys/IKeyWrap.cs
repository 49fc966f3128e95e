using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>Makes data keys and unwraps them. What is wrapped for one user is of no use for another.</summary>
public interface IKeyWrap
{
    Task<(byte[] Key, byte[] Wrapped)> GenerateAsync(UserId user, CancellationToken cancel);

    Task<byte[]> UnwrapAsync(UserId user, byte[] wrapped, CancellationToken cancel);
}

/// <summary>By KMS: the wrapping key never leaves it, and each use of it is in the account's trail with the user's id.</summary>
/// <param name="keyArn">Of the wrapping key; null for whoever only reads: what is wrapped says which key it takes. Its rotation needs nothing here: KMS keeps the old material for what it wrapped.</param>
public sealed class KmsKeyWrap(IAmazonKeyManagementService kms, string? keyArn) : IKeyWrap
{
    public async Task<(byte[] Key, byte[] Wrapped)> GenerateAsync(UserId user, CancellationToken cancel)
    {
        var answer = await kms.GenerateDataKeyAsync(
            new GenerateDataKeyRequest { KeyId = keyArn ?? throw new InvalidOperationException("No key to wrap with is named."), KeySpec = DataKeySpec.AES_256, EncryptionContext = Context(user) }, cancel);
        return (answer.Plaintext.ToArray(), answer.CiphertextBlob.ToArray());
    }

    public async Task<byte[]> UnwrapAsync(UserId user, byte[] wrapped, CancellationToken cancel)
    {
        var answer = await kms.DecryptAsync(
            new DecryptRequest { KeyId = keyArn, CiphertextBlob = new MemoryStream(wrapped), EncryptionContext = Context(user) }, cancel);
        return answer.Plaintext.ToArray();
    }

    private static Dictionary<string, string> Context(UserId user) => new() { ["user"] = user.Value };
}
