using System.Reflection;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Modules;

namespace EventChat.Local.AppSync.Javascript;

/// <summary>One JavaScript engine: it runs one handler at a time and keeps the modules it has once loaded.</summary>
internal sealed class ScriptEngine : IDisposable
{
    private const string UtilsModule = "@aws-appsync/utils";
    private const string DynamoDbModule = "@aws-appsync/utils/dynamodb";

    // AWS says no number for these; a handler of ours runs a few thousand statements at most.
    private const int Statements = 1_000_000;
    private const int MemoryBytes = 64 * 1024 * 1024;
    private const int CallDepth = 200;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    private static readonly Prepared<Acornima.Ast.Module> DynamoDbSource = Engine.PrepareModule(Resource("dynamodb.js"), "dynamodb.js");

    private readonly Engine _engine;
    private readonly HostObjects _host;
    private readonly Dictionary<string, (JsValue Request, JsValue Response)> _handlers = new(StringComparer.Ordinal);

    public ScriptEngine(TimeProvider time)
    {
        _engine = new(options => options
            .Strict()
            .MaxStatements(Statements)
            .LimitMemory(MemoryBytes)
            .LimitRecursion(CallDepth)
            .TimeoutInterval(Time)
            .DisableStringCompilation());
        _host = new(_engine, time);
        _engine.SetValue("util", (JsValue)_host.Util);
        _engine.SetValue("extensions", (JsValue)_host.Extensions);
        _engine.SetValue("runtime", (JsValue)_host.Runtime);
        _engine.Modules.Add(UtilsModule, module => module
            .ExportValue("util", _host.Util).ExportValue("extensions", _host.Extensions).ExportValue("runtime", _host.Runtime));
        _engine.Modules.Add(DynamoDbModule, module => module.AddModule(DynamoDbSource));
        _host.AddTransform(_engine.Modules.Import(DynamoDbModule).Get("transform"));
    }

    /// <summary>False once a handler has broken off in the middle: the engine is not used again.</summary>
    public bool Sound { get; private set; } = true;

    public void Load(ResolverCode code) => Handlers(code);

    public void Dispose() => _engine.Dispose();

    public Engine Engine => _engine;

    public JsValue From(object? value) => ScriptValues.From(_engine, value);

    /// <exception cref="ResolverException"><c>util.error</c>.</exception>
    /// <exception cref="EarlyReturnSignal">The handler returned early.</exception>
    /// <exception cref="UnauthorizedSignal">The handler refused the caller.</exception>
    /// <exception cref="ScriptFailureException">The code broke, or ran into a limit.</exception>
    public JsValue Run(ResolverCode code, Handler handler, JsObject ctx, HandlerContext context)
    {
        _host.Context = context;
        try
        {
            var (request, response) = Handlers(code);
            return _engine.Call(handler == Handler.Request ? request : response, JsValue.Undefined, [ctx]);
        }
        catch (Exception e) when (e is JavaScriptException or InvalidOperationException or StatementsCountOverflowException or MemoryLimitExceededException
            or RecursionDepthOverflowException or TimeoutException or ArgumentException)
        {
            Sound = false;
            throw new ScriptFailureException(code.Name, e);
        }
    }

    private (JsValue Request, JsValue Response) Handlers(ResolverCode code)
    {
        if (_handlers.TryGetValue(code.Specifier, out var known)) return known;
        var prepared = code.Module;
        _engine.Modules.Add(code.Specifier, module => module.AddModule(prepared));
        var exports = _engine.Modules.Import(code.Specifier);
        return _handlers[code.Specifier] = (exports.Get("request"), exports.Get("response"));
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

internal enum Handler { Request, Response }

/// <summary>The resolver's code broke: an exception in JavaScript, or one of the limits.</summary>
internal sealed class ScriptFailureException(string code, Exception inner) : Exception($"{code}: {inner.Message}", inner);
