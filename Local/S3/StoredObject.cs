using System.Text.Json.Serialization;

namespace EventChat.Local.S3;

/// <summary>What is known of an object without its bytes.</summary>
/// <param name="ETag">MD5 of the bytes, in hexadecimal, without quotes.</param>
/// <param name="Headers">Given back as they came: content type, encoding …, <c>x-amz-meta-…</c>, checksums.</param>
internal sealed record StoredObject(string Key, long Size, string ETag, DateTimeOffset Modified, SortedDictionary<string, string> Headers);

[JsonSerializable(typeof(StoredObject))]
internal sealed partial class S3Json : JsonSerializerContext;
