using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using Microsoft.IdentityModel.Tokens;

namespace EventChat.Local.Cognito.Tokens;

/// <summary>The RSA key with which a pool signs its tokens.</summary>
internal sealed class SigningKey
{
    private readonly RSA _rsa;
    private readonly RsaSecurityKey _key;
    private readonly byte[] _root;

    private SigningKey(byte[] pkcs8)
    {
        _rsa = RSA.Create();
        _rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        _root = SHA256.HashData(pkcs8);
        _key = new RsaSecurityKey(_rsa);
        // Stable, and different for each pool, like Cognito's.
        _key.KeyId = Convert.ToBase64String(_key.ComputeJwkThumbprint());
        Credentials = new(_key, SecurityAlgorithms.RsaSha256);
    }

    public SigningCredentials Credentials { get; }

    public string Id => _key.KeyId;

    public static SigningKey Load(IPoolStorage storage) => new(storage.Key(() =>
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKey();
    }));

    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _root, 32, info: Encoding.UTF8.GetBytes(purpose));

    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        _rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>As in <c>jwks.json</c>.</summary>
    public JsonObject Jwk()
    {
        var parameters = _rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["alg"] = SecurityAlgorithms.RsaSha256,
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
            ["kid"] = Id,
            ["kty"] = "RSA",
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["use"] = "sig",
        };
    }
}
