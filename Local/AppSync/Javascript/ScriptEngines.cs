using System.Collections.Concurrent;

namespace EventChat.Local.AppSync.Javascript;

/// <summary>Engines ready to run: a new one with its modules costs a hundred times what a call costs.</summary>
internal sealed class ScriptEngines(TimeProvider time) : IDisposable
{
    // More run when more fields are resolved at once; these many wait for the next.
    private const int Kept = 32;

    private readonly ConcurrentBag<ScriptEngine> _idle = [];

    /// <returns>To be disposed of when the field is resolved: it holds an engine.</returns>
    public ScriptRun Begin(HandlerContext context) => new(this, _idle.TryTake(out var engine) ? engine : new ScriptEngine(time), context);

    internal void Return(ScriptEngine engine)
    {
        if (engine.Sound && _idle.Count < Kept) _idle.Add(engine);
        else engine.Dispose();
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
