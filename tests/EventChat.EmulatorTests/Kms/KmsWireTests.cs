using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;

namespace EventChat.EmulatorTests.Kms;

/// <summary>The emulator under Amazon's own client.</summary>
public sealed class KmsWireTests(KmsServer kms) : IClassFixture<KmsServer>
{
    private static readonly Dictionary<string, string> Ann = new() { ["user"] = "ann" }, Ben = new() { ["user"] = "ben" };

    [Fact]
    public async Task A_data_key_comes_plain_and_wrapped_and_is_unwrapped_in_its_context_alone()
    {
        var made = await kms.Client.GenerateDataKeyAsync(new GenerateDataKeyRequest { KeyId = kms.KeyArn, KeySpec = DataKeySpec.AES_256, EncryptionContext = Ann });
        Assert.Equal((32, kms.KeyArn), (made.Plaintext.ToArray().Length, made.KeyId));
        var opened = await kms.Client.DecryptAsync(new DecryptRequest { CiphertextBlob = made.CiphertextBlob, EncryptionContext = Ann });
        Assert.Equal(made.Plaintext.ToArray(), opened.Plaintext.ToArray());
        await Assert.ThrowsAsync<InvalidCiphertextException>(() => kms.Client.DecryptAsync(new DecryptRequest { CiphertextBlob = new MemoryStream(made.CiphertextBlob.ToArray()), EncryptionContext = Ben }));
    }

    [Fact]
    public async Task What_is_encrypted_is_decrypted_and_a_key_describes_itself()
    {
        var sealedBlob = await kms.Client.EncryptAsync(new EncryptRequest { KeyId = kms.KeyArn, Plaintext = new MemoryStream([1, 2, 3]) });
        Assert.Equal([1, 2, 3], (await kms.Client.DecryptAsync(new DecryptRequest { KeyId = kms.KeyArn, CiphertextBlob = sealedBlob.CiphertextBlob })).Plaintext.ToArray());
        var key = (await kms.Client.DescribeKeyAsync(new DescribeKeyRequest { KeyId = kms.KeyArn })).KeyMetadata;
        Assert.Equal(("Texts", true, KeyState.Enabled), (key.Description, key.Enabled, key.KeyState));
    }

    [Fact]
    public async Task What_it_does_not_know_it_refuses_aloud()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => kms.Client.DescribeKeyAsync(new DescribeKeyRequest { KeyId = "alias/none" }));
        var unknown = await Assert.ThrowsAnyAsync<AmazonKeyManagementServiceException>(() => kms.Client.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { KeyId = kms.KeyArn }));
        Assert.Equal("UnknownOperationException", unknown.ErrorCode);
        var grants = await Assert.ThrowsAnyAsync<AmazonKeyManagementServiceException>(() =>
            kms.Client.EncryptAsync(new EncryptRequest { KeyId = kms.KeyArn, Plaintext = new MemoryStream([1]), GrantTokens = ["x"] }));
        Assert.Equal("ValidationException", grants.ErrorCode);
        await Assert.ThrowsAsync<InvalidCiphertextException>(() => kms.Client.DecryptAsync(new DecryptRequest { CiphertextBlob = new MemoryStream(new byte[80]) }));
    }
}
