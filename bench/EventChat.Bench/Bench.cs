using System.Diagnostics;
using EventChat.Client;

namespace EventChat.Bench;

/// <summary>A running host and the users that talk on it.</summary>
internal sealed class Bench(HttpClient http, Uri host, int? hostProcess, ChatEndpoints endpoints, BenchOptions options) : IDisposable
{
    private readonly List<BenchUser> _users = [];

    public BenchOptions Options => options;

    public HttpClient Http => http;

    public Uri Host => host;

    /// <summary>Null for a host that somebody else started.</summary>
    public int? HostProcess => hostProcess;

    public Task<SortedDictionary<string, Usage>> MeterAsync() => Meter.ReadAsync(http, host);

    public async Task<IReadOnlyList<BenchUser>> UsersAsync(int count)
    {
        while (_users.Count < count) _users.Add(await BenchUser.EnrolAsync(http, host, endpoints, $"bench{_users.Count}"));
        return _users.Take(count).ToList();
    }

    public async Task<Room> RoomAsync(int first, int members) =>
        await Room.OpenAsync([.. (await UsersAsync(first + members)).Skip(first)], $"Bench {Stopwatch.GetTimestamp()}");

    /// <summary>Compilers, caches and pools take their first seconds out of the figures.</summary>
    public static async Task WarmUpAsync(IReadOnlyList<Room> rooms)
    {
        await Load.RunAsync(rooms, perSecond: 50, TimeSpan.FromSeconds(4));
        await Load.RunAsync(rooms, perSecond: 150, TimeSpan.FromSeconds(3));
    }

    public async Task<List<T>> RunsAsync<T>(string what, Func<Task<T>> run)
    {
        var results = new List<T>();
        for (var i = 1; i <= options.Runs; i++)
        {
            var result = await run();
            await Console.Error.WriteLineAsync($"{what}, run {i}: {result}");
            results.Add(result);
        }
        return results;
    }

    public void Dispose()
    {
        foreach (var user in _users) user.Dispose();
    }
}
