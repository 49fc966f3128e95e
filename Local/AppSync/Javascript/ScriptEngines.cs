using System.Collections.Concurrent;

namespace EventChat.Local.AppSync.Javascript;

/// <summary>Engines ready to run: a new one with its modules costs a hundred times what a call costs.</summary>
internal sealed class ScriptEngines(TimeProvider time) : IDisposable
{
    private const int Kept = 16;

    private readonly ConcurrentBag<ScriptEngine> _idle = [];

    public object? Run(ResolverCode code, Handler handler, HandlerContext context)
    {
        if (!_idle.TryTake(out var engine)) engine = new(time);
        try
        {
            return engine.Run(code, handler, context);
        }
        finally
        {
            if (engine.Sound && _idle.Count < Kept) _idle.Add(engine);
            else engine.Dispose();
        }
    }

    /// <summary>Loads the code into some engines before the first request would have to wait for it.</summary>
    public void WarmUp(IReadOnlyCollection<ResolverCode> codes, int engines)
    {
        for (var i = 0; i < engines; i++)
        {
            var engine = new ScriptEngine(time);
            foreach (var code in codes) engine.Load(code);
            _idle.Add(engine);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var engine)) engine.Dispose();
    }
}
