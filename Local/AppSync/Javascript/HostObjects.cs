using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native;

namespace EventChat.Local.AppSync.Javascript;

/// <summary><c>util</c>, <c>extensions</c> and <c>runtime</c> of one engine.</summary>
internal sealed class HostObjects
{
    // A pattern of a resolver is fixed text, so few are ever seen; a hostile subject must not run away.
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    private readonly Engine _engine;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Regex> _patterns = new(StringComparer.Ordinal);

    public HostObjects(Engine engine, TimeProvider time)
    {
        _engine = engine;
        _time = time;
        Util = MakeUtil();
        Extensions = MakeExtensions();
        Runtime = MakeRuntime();
    }

    public StrictObject Util { get; }
    public StrictObject Extensions { get; }
    public StrictObject Runtime { get; }

    /// <summary>Of the handler that runs now.</summary>
    public HandlerContext Context { get; set; } = null!;

    /// <summary><c>util.transform</c> is JavaScript itself; it is there once the engine has loaded it.</summary>
    public void AddTransform(JsValue transform) => Util.Add("transform", transform);

    private StrictObject MakeUtil()
    {
        var util = new StrictObject(_engine, "util");
        util.Add("error", 4, a => throw Error(a));
        util.Add("appendError", 4, a =>
        {
            Context.Effects.AppendedErrors.Add(Error(a));
            return JsValue.Undefined;
        });
        util.Add("unauthorized", 0, _ => throw new UnauthorizedSignal());
        util.Add("matches", 2, a => Pattern(Text(a, 0)).IsMatch(Text(a, 1)) ? JsBoolean.True : JsBoolean.False);
        util.Add("autoId", 0, _ => new JsString(Guid.NewGuid().ToString("D")));
        util.Add("autoUlid", 0, _ => new JsString(Ulid.Next(_time.GetUtcNow())));
        util.Add("authType", 0, _ => new JsString(Context.AuthType));
        util.Add("base64Encode", 1, a => new JsString(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a, 0)))));
        util.Add("base64Decode", 1, a => new JsString(Decode(Text(a, 0))));
        util.Add("urlEncode", 1, a => new JsString(System.Net.WebUtility.UrlEncode(Text(a, 0))));
        util.Add("urlDecode", 1, a => new JsString(System.Net.WebUtility.UrlDecode(Text(a, 0))));
        util.Add("escapeJavaScript", 1, a => new JsString(System.Text.Encodings.Web.JavaScriptEncoder.Default.Encode(Text(a, 0))));
        util.Add("time", TimeFunctions.Make(_engine, _time));
        util.Add("dynamodb", AttributeFunctions.Make(_engine));
        util.Add("math", MakeMath());
        return util;
    }

    private StrictObject MakeMath()
    {
        var math = new StrictObject(_engine, "util.math");
        math.Add("roundNum", 1, a => JsNumber.Create(Math.Floor(Number(a, 0) + 0.5)));
        math.Add("minVal", 2, a => JsNumber.Create(Math.Min(Number(a, 0), Number(a, 1))));
        math.Add("maxVal", 2, a => JsNumber.Create(Math.Max(Number(a, 0), Number(a, 1))));
        math.Add("randomDouble", 0, _ => JsNumber.Create(Random.Shared.NextDouble()));
        math.Add("randomWithinRange", 2, a => JsNumber.Create(Random.Shared.NextInt64((long)Number(a, 0), (long)Number(a, 1) + 1)));
        return math;
    }

    private StrictObject MakeExtensions()
    {
        var extensions = new StrictObject(_engine, "extensions");
        extensions.Add("setSubscriptionFilter", 1, a => Do(() => Context.Effects.SubscriptionFilter = ScriptValues.To(Argument(a, 0))));
        extensions.Add("setSubscriptionInvalidationFilter", 1, a => Do(() => Context.Effects.InvalidationFilter = ScriptValues.To(Argument(a, 0))));
        extensions.Add("invalidateSubscriptions", 1, a => Do(() => Invalidate(ScriptValues.To(Argument(a, 0)))));
        return extensions;
    }

    private void Invalidate(object? request)
    {
        if (request is not Dictionary<string, object?> map || map.GetValueOrDefault("subscriptionField") is not string field
            || map.GetValueOrDefault("payload") is not Dictionary<string, object?> payload)
            throw new ResolverException("extensions.invalidateSubscriptions takes { subscriptionField, payload }.", "Code");
        Context.Effects.Invalidations.Add((field, payload));
    }

    private StrictObject MakeRuntime()
    {
        var runtime = new StrictObject(_engine, "runtime");
        runtime.Add("earlyReturn", 2, a =>
        {
            var skipTo = ScriptValues.To(Argument(a, 1)) is Dictionary<string, object?> options ? options.GetValueOrDefault("skipTo") as string : null;
            throw new EarlyReturnSignal(ScriptValues.To(Argument(a, 0)), toEnd: skipTo == "END");
        });
        return runtime;
    }

    private static ResolverException Error(JsValue[] a) => new(
        Text(a, 0), ScriptValues.To(Argument(a, 1)) as string, ScriptValues.To(Argument(a, 2)), ScriptValues.To(Argument(a, 3)));

    // Java's whole-string match: $ must not stop before a last line feed.
    private Regex Pattern(string pattern) => _patterns.TryGetValue(pattern, out var known)
        ? known
        : _patterns[pattern] = new($"^(?:{pattern})\\z", RegexOptions.CultureInvariant, PatternTimeout);

    private static string Decode(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw new ResolverException("The value is not base64.", "Code");
        }
    }

    private static JsValue Do(Action action)
    {
        action();
        return JsValue.Undefined;
    }

    internal static JsValue Argument(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    internal static string Text(JsValue[] arguments, int index) =>
        Argument(arguments, index) is var value && value.IsNull() ? "null" : Convert.ToString(value.ToObject(), CultureInfo.InvariantCulture) ?? "undefined";

    internal static double Number(JsValue[] arguments, int index) => Argument(arguments, index) is var value && value.IsNumber()
        ? value.AsNumber()
        : throw new ResolverException("A number was expected.", "Code");
}
