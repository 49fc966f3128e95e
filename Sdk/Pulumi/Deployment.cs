using Pulumi.Yaml;

namespace Pulumi;

/// <summary>What the program may ask about the stack it describes.</summary>
public sealed class DeploymentInstance
{
    private readonly StackContext _context;

    internal DeploymentInstance(StackContext context) => _context = context;

    public string StackName => _context.Stack;
    public string ProjectName => _context.Project;
    public string OrganizationName => _context.Organization;

    /// <summary>Asks the provider: a variable of the program, shared by all calls of the same function.</summary>
    /// <param name="token">E.g. <c>aws:index/getRegion:getRegion</c>.</param>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(YamlNode.Reference(Deployment.Current.Program.Invoke(token, args, options?.Version)));
}

public sealed class Deployment
{
    private static readonly AsyncLocal<Deployment?> Running = new();

    private Deployment(StackContext context)
    {
        Context = context;
        Program = new(context);
        _instance = new(context);
    }

    private readonly DeploymentInstance _instance;

    internal StackContext Context { get; }

    internal ProgramBuilder Program { get; }

    /// <summary>Qualified keys that the program has asked for, set or not.</summary>
    internal HashSet<string> SettingsAsked { get; } = new(StringComparer.Ordinal);

    internal static Deployment Current =>
        Running.Value ?? throw new RunException("Resources are made inside Deployment.RunAsync.");

    public static DeploymentInstance Instance => Current._instance;

    /// <summary>Prints the program on stdout; 0 if it is whole, else its error on stderr and 1.</summary>
    public static async Task<int> RunAsync(Func<IDictionary<string, object?>> func)
    {
        try
        {
            var program = Render(StackContext.FromEnvironment(), func);
            await using var stdout = new StreamWriter(Console.OpenStandardOutput());
            await stdout.WriteAsync(program);
            return 0;
        }
        catch (RunException e)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}");
            return 1;
        }
    }

    internal static string Render(StackContext context, Func<IDictionary<string, object?>> func)
    {
        var outer = Running.Value;
        var deployment = new Deployment(context);
        Running.Value = deployment;
        try
        {
            return deployment.Program.Write(func());
        }
        finally
        {
            Running.Value = outer;
        }
    }
}
