using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace EventChat.Local.Kms;

/// <summary>The operations, each from its request to its answer.</summary>
internal sealed class KmsOperations
{
    private const string Algorithm = "SYMMETRIC_DEFAULT";

    private readonly WrappingKeys _keys;

    public KmsOperations(WrappingKeys keys)
    {
        _keys = keys;
        All = new SortedDictionary<string, Func<KmsRequest, JsonObject>>(StringComparer.Ordinal)
        {
            ["Decrypt"] = Decrypt, ["DescribeKey"] = DescribeKey, ["Encrypt"] = Encrypt,
            ["GenerateDataKey"] = request => GenerateDataKey(request, plain: true), ["GenerateDataKeyWithoutPlaintext"] = request => GenerateDataKey(request, plain: false),
        };
    }

    public IReadOnlyDictionary<string, Func<KmsRequest, JsonObject>> All { get; }

    private JsonObject Encrypt(KmsRequest request)
    {
        request.Only("KeyId", "Plaintext", "EncryptionContext", "EncryptionAlgorithm");
        CheckAlgorithm(request);
        var key = _keys.Find(request.KeyId);
        var blob = key.Encrypt(request.Blob("Plaintext", KmsRequest.PlaintextBytes), request.Context);
        return new() { ["CiphertextBlob"] = Convert.ToBase64String(blob), ["KeyId"] = key.Arn, ["EncryptionAlgorithm"] = Algorithm };
    }

    private JsonObject Decrypt(KmsRequest request)
    {
        request.Only("KeyId", "CiphertextBlob", "EncryptionContext", "EncryptionAlgorithm");
        CheckAlgorithm(request);
        var blob = request.Blob("CiphertextBlob", KmsRequest.CiphertextBytes);
        var key = _keys.Find(WrappingKey.KeyOf(blob) ?? throw KmsException.BadCiphertext());
        if (request.Text("KeyId") is { } named && _keys.Find(named) != key)
            throw new KmsException("IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.");
        return new() { ["Plaintext"] = Convert.ToBase64String(key.Decrypt(blob, request.Context)), ["KeyId"] = key.Arn, ["EncryptionAlgorithm"] = Algorithm };
    }

    private JsonObject GenerateDataKey(KmsRequest request, bool plain)
    {
        request.Only("KeyId", "KeySpec", "NumberOfBytes", "EncryptionContext");
        var key = _keys.Find(request.KeyId);
        var data = RandomNumberGenerator.GetBytes(Bytes(request));
        JsonObject answer = new() { ["CiphertextBlob"] = Convert.ToBase64String(key.Encrypt(data, request.Context)), ["KeyId"] = key.Arn };
        if (plain) answer["Plaintext"] = Convert.ToBase64String(data);
        return answer;
    }

    private JsonObject DescribeKey(KmsRequest request)
    {
        var key = _keys.Find(request.Only("KeyId").KeyId);
        return new()
        {
            ["KeyMetadata"] = new JsonObject
            {
                ["AWSAccountId"] = LocalAddress.AccountId, ["KeyId"] = key.Id, ["Arn"] = key.Arn, ["CreationDate"] = key.CreatedAt.ToUnixTimeSeconds(), ["Enabled"] = true,
                ["Description"] = key.Description ?? "", ["KeyUsage"] = "ENCRYPT_DECRYPT", ["KeyState"] = "Enabled", ["Origin"] = "AWS_KMS", ["KeyManager"] = "CUSTOMER",
                ["CustomerMasterKeySpec"] = Algorithm, ["KeySpec"] = Algorithm, ["EncryptionAlgorithms"] = new JsonArray(Algorithm), ["MultiRegion"] = false,
            },
        };
    }

    private static int Bytes(KmsRequest request) => (request.Text("KeySpec"), request.Number("NumberOfBytes")) switch
    {
        ("AES_256", null) => 32,
        ("AES_128", null) => 16,
        (null, >= 1 and <= 1_024 and var bytes) => bytes,
        (null, null) or (not null, not null) => throw new KmsException("ValidationException", "Please specify either number of bytes or key spec."),
        (null, _) => throw KmsException.Constraint("numberOfBytes", "Member must have value between 1 and 1024"),
        _ => throw KmsException.Constraint("keySpec", "Member must satisfy enum value set: [AES_256, AES_128]"),
    };

    private static void CheckAlgorithm(KmsRequest request)
    {
        if (request.Text("EncryptionAlgorithm") is not (null or Algorithm)) throw new KmsException("ValidationException", $"Only {Algorithm} is known here.");
    }
}
