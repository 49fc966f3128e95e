using EventChat.Local.Wire;

namespace EventChat.Local.Kms;

/// <summary>An error of the API as it goes over the wire.</summary>
internal sealed class KmsException(string type, string message) : WireException(type, message)
{
    public static KmsException Constraint(string member, string constraint) =>
        new("ValidationException", $"1 validation error detected: Value at '{member}' failed to satisfy constraint: {constraint}");

    public static KmsException NoKey(string id) => new("NotFoundException", $"Key '{id}' does not exist");

    /// <summary>KMS says no more: neither whether it was changed, nor whether the context is another.</summary>
    public static KmsException BadCiphertext() => new("InvalidCiphertextException", "");
}
