using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Amazon.JsonProtocol;

/// <summary>Seconds since 1970, whole or with a fraction: how AWS-JSON writes a timestamp.</summary>
public sealed class EpochSeconds : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTime.UnixEpoch.AddMilliseconds(Math.Round(reader.GetDouble() * 1000));

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteRawValue(
        ((value.ToUniversalTime() - DateTime.UnixEpoch).TotalMilliseconds / 1000).ToString("0.###", CultureInfo.InvariantCulture));
}

/// <summary>Base64: how AWS-JSON writes bytes.</summary>
public sealed class Blob : JsonConverter<MemoryStream>
{
    public override MemoryStream Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, MemoryStream value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.ToArray());
}

/// <summary>An open enumeration: the text, known to this version of the SDK or not.</summary>
public abstract class Constant<T>(Func<string, T> find) : JsonConverter<T> where T : ConstantClass
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } value ? find(value) : null;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
