using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using EventChat.Cli.Chat;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Cli.Recovery;

/// <summary>
/// Makes a system of an export: proves the file, then the router's checkpoints, then the log, then the state that the log says. In this order: when the stream brings an
/// event it is handed on already, so nothing starts; and until the state is there nobody may write.
/// </summary>
/// <param name="keys">Of those whose texts are sealed: they are in no export, and without them nothing can be made of the log.</param>
/// <param name="waitAgain">Is given each review that somebody waited for: the execution that did is not here.</param>
internal sealed class ImportRun(ImportTables tables, RefoldLogs refold, string file, Func<ConversationId, ModerationCase, CancellationToken, Task> waitAgain, TextKeys? keys = null)
{
    /// <summary>What DynamoDB reads at once.</summary>
    private const int KeysAtOnce = 100;

    private long _done;
    private long _total = 1;

    public ImportPhase Phase { get; private set; }

    /// <summary>Share of the phase, 0 to 1.</summary>
    public double Share => Math.Min(1, Interlocked.Read(ref _done) / (double)_total);

    public int OpenReviews { get; private set; }

    /// <exception cref="ExportDamagedException"></exception>
    /// <exception cref="CommandFailure">The file is no whole export, holds what this build can not read, or the system is not empty.</exception>
    public async Task<ExportTrailer> RunAsync(bool resume, int segments, CancellationToken cancel)
    {
        var trailer = await ProveAsync(cancel);
        var mark = await tables.MarkAsync(cancel);
        if (resume && mark is null) throw new CommandFailure("There is no import to be resumed.");
        if (mark is not null && mark.Sha256 != trailer.Sha256) throw new CommandFailure($"Another file was imported here, with SHA-256 {mark.Sha256}.");
        if (mark is { Phase: ImportPhase.Done }) return trailer;
        if (!resume && (mark is not null || !await tables.IsEmptyAsync(cancel)))
            throw new CommandFailure(mark is null ? "The system is not empty: an import makes a new one." : "An import of this file was interrupted. Say --resume.");

        for (var phase = mark?.Phase ?? ImportPhase.Checkpoints; phase < ImportPhase.Done; phase++)
        {
            (Phase, _done, _total) = (phase, 0, Math.Max(1, phase is ImportPhase.Segments ? trailer.Events : trailer.Logs));
            await tables.PutMarkAsync(new(trailer.Sha256, phase), cancel);
            await (phase switch
            {
                ImportPhase.Checkpoints => tables.PutCheckpointsAsync(HeadsAsync(cancel), cancel),
                ImportPhase.Segments => tables.PutSegmentsAsync(SegmentsAsync(cancel), cancel),
                _ => StateAsync(segments, cancel),
            });
        }
        await tables.PutMarkAsync(new(trailer.Sha256, ImportPhase.Done), cancel);
        Phase = ImportPhase.Done;
        return trailer;
    }

    /// <summary>Reads the file to its end before anything is written.</summary>
    private async Task<ExportTrailer> ProveAsync(CancellationToken cancel)
    {
        await using var input = Open();
        using var reader = new ExportReader(input);
        var header = await reader.BeginAsync(cancel);
        if (!header.Selection.IsWhole)
            throw new CommandFailure("The file holds parts of logs: what a user said, or what came after a seq. A system is made of an export of all, or of a whole conversation.");
        var (log, next) = (default(LogId), 1L);
        HashSet<UserId> owners = [];
        await foreach (var e in reader.EventsAsync(cancel))
        {
            if (e.Log != log) (log, next) = (e.Log, 1);
            if (e.Sealed is not null) owners.Add(new(e.Owner ?? e.Sender));
            if (e.Seq != next++) throw new ExportDamagedException($"{e.Log}: seq {e.Seq} stands where {next - 1} is next.");
            try
            {
                e.Read(EventTypes.Codec);
            }
            catch (UnreadableEventException unreadable)
            {
                throw new CommandFailure($"{e.Log} seq {e.Seq}: {unreadable.Message} Nothing was imported.");
            }
        }
        await FindKeysAsync(owners, cancel);
        return reader.Trailer!;
    }

    /// <summary>Each user's key is there, or what says that it was destroyed.</summary>
    private async Task FindKeysAsync(IEnumerable<UserId> owners, CancellationToken cancel)
    {
        if (keys is null) return;
        try
        {
            foreach (var some in owners.Chunk(KeysAtOnce)) await keys.ForOpeningAsync(some, cancel);
        }
        catch (KeyNotFoundException missing)
        {
            throw new CommandFailure($"{missing.Message} The file's texts are sealed, and their keys are in no export: the keys table has to be here first. Nothing was imported.");
        }
    }

    private async IAsyncEnumerable<(LogId, long)> HeadsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        StoredEvent? last = null;
        await foreach (var e in EventsAsync(cancel))
        {
            if (last is not null && last.Log != e.Log)
            {
                yield return (last.Log, last.Seq);
                Interlocked.Increment(ref _done);
            }
            last = e;
        }
        if (last is not null) yield return (last.Log, last.Seq);
    }

    private async IAsyncEnumerable<Item> SegmentsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        SegmentPacker? packer = null;
        LogId log = default;
        await foreach (var e in EventsAsync(cancel))
        {
            if (packer is null || e.Log != log)
            {
                foreach (var rest in packer?.End() ?? []) yield return rest;
                (packer, log) = (new(e.Log), e.Log);
            }
            if (packer.Add(e) is { } full) yield return full;
            Interlocked.Increment(ref _done);
        }
        foreach (var rest in packer?.End() ?? []) yield return rest;
    }

    private async Task StateAsync(int segments, CancellationToken cancel)
    {
        List<(ConversationId Conversation, ModerationCase Case)> open = [];
        await refold.RunAsync(segments, async (log, make, token) =>
        {
            var items = make();
            await tables.PutStateAsync(items, token);
            Interlocked.Increment(ref _done);
            foreach (var item in items.Where(i => i[StateKeys.Sk].S.StartsWith(StateKeys.CasePrefix, StringComparison.Ordinal)))
                if (JsonSerializer.Deserialize(item[StateItems.Json].S, StateJson.Default.ModerationCase) is { Open: not null } known)
                    lock (open) open.Add((log.Conversation!.Value, known));
        }, cancel);
        foreach (var (conversation, known) in open) await waitAgain(conversation, known, cancel);
        OpenReviews = open.Count;
    }

    private async IAsyncEnumerable<StoredEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var input = Open();
        using var reader = new ExportReader(input);
        await reader.BeginAsync(cancel);
        await foreach (var e in reader.EventsAsync(cancel)) yield return e;
    }

    private FileStream Open() => new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: false);

    /// <summary>A key for the signatures of webhook calls, as long as the hash it is for.</summary>
    public static string Secret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
