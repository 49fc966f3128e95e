namespace EventChat.UnitTests.EventLog.Model;

/// <summary>The caller will never hear what became of its request.</summary>
internal sealed class ConnectionLostException() : IOException("The connection was lost.");

/// <summary>How time passes between the steps of a trial.</summary>
internal interface IPace
{
    /// <summary>Completes when it is this step's turn: others may have taken any number of steps by then.</summary>
    Task TurnAsync();
}

/// <summary>
/// Delays requests and answers, loses them, delivers a request long after its sender gave up (a zombie), sends one twice as an SDK
/// does that missed the first answer, and lets transactions meet.
/// </summary>
internal sealed class UnreliableNetwork(Dice dice, IPace pace)
{
    private readonly List<Task> _zombies = [];

    public async Task<T> ReadAsync<T>(Func<Task<T>> request)
    {
        await pace.TurnAsync();
        if (dice.Percent(3)) throw new ConnectionLostException();
        var answer = await request();
        await pace.TurnAsync();
        return answer;
    }

    public async Task<T> WriteAsync<T>(Func<Task<T>> request, Func<Exception> conflict)
    {
        await StallAsync();
        switch (dice.Next(100))
        {
            case < 6: // the request is lost
                throw new ConnectionLostException();
            case < 14: // the answer is lost
                await SwallowAsync(request);
                await pace.TurnAsync();
                throw new ConnectionLostException();
            case < 24: // a zombie: the sender gives up first, the request arrives later
                lock (_zombies) _zombies.Add(ArriveLateAsync(request));
                await pace.TurnAsync();
                throw new ConnectionLostException();
            case < 29: // the SDK missed the first answer and sent the request again
                await SwallowAsync(request);
                await StallAsync();
                return await request();
            case < 33:
                throw conflict();
        }
        var answer = await request();
        await StallAsync();
        return answer;
    }

    /// <summary>Every request that was sent has arrived.</summary>
    public Task DrainedAsync()
    {
        lock (_zombies) return Task.WhenAll(_zombies);
    }

    private async Task ArriveLateAsync<T>(Func<Task<T>> request)
    {
        for (var steps = dice.Next(60); steps > 0; steps--) await pace.TurnAsync();
        await SwallowAsync(request);
    }

    /// <summary>One step, or many: a garbage collection, a frozen process, a slow link.</summary>
    private async Task StallAsync()
    {
        for (var steps = dice.Percent(10) ? dice.Next(25) : 1; steps > 0; steps--) await pace.TurnAsync();
    }

    private static async Task SwallowAsync<T>(Func<Task<T>> request)
    {
        try
        {
            await request();
        }
        catch (Amazon.DynamoDBv2.AmazonDynamoDBException)
        {
            // Nobody hears it.
        }
    }
}
