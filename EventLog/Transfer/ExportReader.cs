using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>Reads an export line by line and proves it: what it handed out counts only once <see cref="EventsAsync"/> came to its end.</summary>
public sealed class ExportReader(Stream input) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Lines _lines = new(input);

    /// <summary>The last line; null until the end was reached.</summary>
    public ExportTrailer? Trailer { get; private set; }

    /// <exception cref="ExportDamagedException">It is no export that this build can read.</exception>
    public async Task<ExportHeader> BeginAsync(CancellationToken cancel)
    {
        if (await _lines.NextAsync(cancel) is not { } line) throw new ExportDamagedException("The file is empty.");
        _hash.AppendData(line.Span);
        ExportHeader? header;
        try
        {
            header = JsonSerializer.Deserialize(line.Span, ExportJson.Default.ExportHeader);
        }
        catch (JsonException e)
        {
            throw new ExportDamagedException("The file is no export: its first line is no header.", e);
        }
        if (header is not { Eventchat: ExportHeader.Kind }) throw new ExportDamagedException("The file is no export of the log.");
        return header.Format is >= 1 and <= ExportHeader.Newest
            ? header
            : throw new ExportDamagedException($"The file has format {header.Format}; this build reads up to {ExportHeader.Newest}.");
    }

    /// <summary>After <see cref="BeginAsync"/>: the events, log by log, each log's in order.</summary>
    /// <exception cref="ExportDamagedException">A line is no event, is missing or was changed, or the file is cut off.</exception>
    public async IAsyncEnumerable<StoredEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var (logs, events, last) = (0L, 0L, default(LogId));
        while (Trailer is null)
        {
            if (await _lines.NextAsync(cancel) is not { } line) throw new ExportDamagedException($"The file is cut off: it ends after {events} events, without its last line.");
            if (line.Span[^1] != (byte)'\n') throw new ExportDamagedException($"The file is cut off in line {events + 2}.");
            var read = Read(line, events + 2);
            if (read.Event is { } e)
            {
                _hash.AppendData(line.Span);
                if (e.Log != last) logs++;
                last = e.Log;
                events++;
                yield return e;
            }
            Trailer = read.Trailer;
        }
        if (Trailer.Logs != logs || Trailer.Events != events)
            throw new ExportDamagedException($"The file holds {events} events of {logs} logs; its last line counts {Trailer.Events} of {Trailer.Logs}.");
        if (Trailer.Sha256 != Convert.ToHexStringLower(_hash.GetCurrentHash())) throw new ExportDamagedException("The file was changed: its SHA-256 is not what its last line says.");
        if (await _lines.NextAsync(cancel) is not null) throw new ExportDamagedException("The file goes on after its last line.");
    }

    public void Dispose() => _hash.Dispose();

    private static (StoredEvent? Event, ExportTrailer? Trailer) Read(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (!root.TryGetProperty(ExportNames.Log, out var log)) return (null, JsonSerializer.Deserialize(line.Span, ExportJson.Default.ExportTrailer));
            return (new(
                new LogId(log.GetString()!), root.GetProperty(ExportNames.Seq).GetInt64(), root.TryGetProperty(ExportNames.Start, out var start) && start.GetBoolean(),
                root.GetProperty(ExportNames.Type).GetString()!, root.GetProperty(ExportNames.Version).GetInt32(), root.GetProperty(ExportNames.Sender).GetString()!,
                WireTime.Parse(root.GetProperty(ExportNames.At).GetString()!).ToUnixTimeMilliseconds(), new CommandId(root.GetProperty(ExportNames.Command).GetGuid()),
                root.GetProperty(ExportNames.GroupVersion).GetInt64(),
                root.TryGetProperty(ExportNames.Body, out var body) ? body.GetRawText() : root.GetProperty(ExportNames.BodyText).GetString()!)
            {
                Sealed = root.TryGetProperty(ExportNames.Sealed, out var box) ? Convert.ToBase64String(box.GetBytesFromBase64()) : null,
                Owner = root.TryGetProperty(ExportNames.Owner, out var owner) ? owner.GetString() : null,
            }, null);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentNullException)
        {
            throw new ExportDamagedException($"Line {number} is no event.", e);
        }
    }

    /// <summary>Lines with their line feeds; the last one may lack it.</summary>
    private sealed class Lines(Stream input)
    {
        /// <summary>Bytes: an event is part of an item of 400 KB, and a body that is a string of its own at most doubles.</summary>
        private const int Longest = 4 * 1_024 * 1_024;

        private byte[] _buffer = new byte[64 * 1_024];
        private int _from;
        private int _to;

        /// <returns>Valid until the next call; null at the end.</returns>
        public async Task<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancel)
        {
            var searched = _from;
            while (true)
            {
                var at = _buffer.AsSpan(searched, _to - searched).IndexOf((byte)'\n');
                if (at >= 0) return Take(searched + at + 1);
                searched = _to;
                if (_to == _buffer.Length)
                {
                    searched -= _from;
                    MakeRoom();
                }
                var read = await input.ReadAsync(_buffer.AsMemory(_to), cancel);
                if (read == 0) return _to > _from ? Take(_to) : (ReadOnlyMemory<byte>?)null;
                _to += read;
            }
        }

        private ReadOnlyMemory<byte> Take(int end)
        {
            var line = _buffer.AsMemory(_from, end - _from);
            _from = end;
            return line;
        }

        private void MakeRoom()
        {
            if (_from == 0 && _buffer.Length >= Longest) throw new ExportDamagedException($"The file has a line of more than {Longest} bytes.");
            var larger = _from == 0 ? new byte[_buffer.Length * 2] : _buffer;
            _buffer.AsSpan(_from, _to - _from).CopyTo(larger);
            (_buffer, _to, _from) = (larger, _to - _from, 0);
        }
    }
}
