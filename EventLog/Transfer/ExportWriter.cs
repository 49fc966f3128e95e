using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>Writes an export line by line; holds one line in memory. Not safe for several threads.</summary>
public sealed class ExportWriter(Stream output) : IDisposable
{
    private static readonly byte[] LineFeed = "\n"u8.ToArray();

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new(4_096);
    private LogId _log;

    public long Logs { get; private set; }

    public long Events { get; private set; }

    public void Begin(ExportHeader header) => Line(json => JsonSerializer.Serialize(json, header, ExportJson.Default.ExportHeader));

    /// <summary>A log's events come in order, and no other log's between them.</summary>
    public void Write(StoredEvent e)
    {
        Line(json => Write(json, e));
        if (e.Log != _log) Logs++;
        _log = e.Log;
        Events++;
    }

    public ExportTrailer End()
    {
        var trailer = new ExportTrailer(true, Logs, Events, Convert.ToHexStringLower(_hash.GetCurrentHash()));
        Line(json => JsonSerializer.Serialize(json, trailer, ExportJson.Default.ExportTrailer));
        output.Flush();
        return trailer;
    }

    public void Dispose() => _hash.Dispose();

    private void Line(Action<Utf8JsonWriter> write)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = Wire.Encoder })) write(json);
        _line.Write(LineFeed);
        _hash.AppendData(_line.WrittenSpan);
        output.Write(_line.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, StoredEvent e)
    {
        json.WriteStartObject();
        json.WriteString(ExportNames.Log, e.Log.Value);
        json.WriteNumber(ExportNames.Seq, e.Seq);
        if (e.StartsSegment) json.WriteBoolean(ExportNames.Start, true);
        json.WriteString(ExportNames.Type, e.Type);
        json.WriteNumber(ExportNames.Version, e.Version);
        json.WriteString(ExportNames.Sender, e.Sender);
        json.WriteString(ExportNames.At, WireTime.Format(DateTimeOffset.FromUnixTimeMilliseconds(e.At)));
        json.WriteString(ExportNames.Command, e.Command.ToString());
        json.WriteNumber(ExportNames.GroupVersion, e.GroupVersion);
        if (IsOneLineOfJson(e.Body))
        {
            json.WritePropertyName(ExportNames.Body);
            json.WriteRawValue(e.Body, skipInputValidation: true);
        }
        else
        {
            json.WriteString(ExportNames.BodyText, e.Body);
        }
        if (e.Sealed is { } box) json.WriteString(ExportNames.Sealed, box);
        if (e.Owner is { } owner) json.WriteString(ExportNames.Owner, owner);
        json.WriteEndObject();
    }

    private static bool IsOneLineOfJson(string body)
    {
        if (body.AsSpan().ContainsAny('\n', '\r') || body.AsSpan().Trim().Length != body.Length) return false;
        try
        {
            using var parsed = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
