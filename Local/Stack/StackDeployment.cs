using System.Text.Json.Nodes;

namespace EventChat.Local.Stack;

/// <summary>
/// The local counterpart of <c>pulumi up</c>: creates each resource of a program with the provider of its type, after
/// everything that it names. Independent resources are created at the same time, those of one provider one by one.
/// </summary>
public sealed class StackDeployment
{
    private readonly Dictionary<string, ProviderTurn> _providers = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two providers claim one type.</exception>
    public StackDeployment(IEnumerable<IResourceProvider> providers)
    {
        foreach (var provider in providers)
        {
            var turn = new ProviderTurn(provider);
            foreach (var type in provider.Types)
                if (!_providers.TryAdd(type, turn)) throw new ArgumentException($"Two providers claim {type}.", nameof(providers));
        }
    }

    /// <summary>Of a program that refers to no settings.</summary>
    /// <exception cref="StackException"></exception>
    public Task<DeployedStack> DeployAsync(string program, CancellationToken cancel) => DeployAsync(program, new Dictionary<string, string>(), cancel);

    /// <param name="settings">What <c>${name}</c> stands for where <c>name</c> is a setting; without the project's name.</param>
    /// <exception cref="StackException">The program is wrong, or a resource could not be created. What was begun has ended by then.</exception>
    public async Task<DeployedStack> DeployAsync(string program, IReadOnlyDictionary<string, string> settings, CancellationToken cancel)
    {
        var template = WithSettings(ProgramReader.Read(program), settings);
        var nodes = DependencyOrder.Of(template);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var known = new KnownValues();
        var done = new Dictionary<string, Task>(StringComparer.Ordinal);
        foreach (var node in nodes)
            done[node.Name] = CreateAsync(node, [.. node.DependsOn.Select(name => done[name])], known, failed);
        try
        {
            await Task.WhenAll(done.Values);
        }
        catch (Exception) when (done.Values.FirstOrDefault(task => task.IsFaulted)?.Exception?.InnerException is StackException first)
        {
            throw first;
        }
        return new(
            known.Evaluate(new StackExpression.Mapping(template.Outputs), "outputs"),
            new([.. template.Resources.Select(resource => new DeployedResource(resource.Name, resource.Type, EmulationOf(resource.Type)))]));
    }

    /// <summary>A setting is a variable whose value is known beforehand.</summary>
    private static StackTemplate WithSettings(StackTemplate template, IReadOnlyDictionary<string, string> settings)
    {
        var known = template.Settings.Select(name => KeyValuePair.Create<string, StackExpression>(name, new StackExpression.Literal(
            settings.TryGetValue(name, out var value) ? value : throw new StackException($"config {name}", "it is not set"))));
        return template with { Variables = [.. known, .. template.Variables] };
    }

    private async Task CreateAsync(StackNode node, Task[] dependencies, KnownValues known, CancellationTokenSource failed)
    {
        await Task.WhenAll(dependencies);
        if (node.Resource is not { } resource)
        {
            known.AddVariable(node.Name, node.Variable!);
            return;
        }
        var where = $"{resource.Name} ({resource.Type})";
        try
        {
            var inputs = known.Evaluate(resource.Properties, where);
            var outputs = _providers.TryGetValue(resource.Type, out var provider)
                ? await provider.CreateAsync(new(resource.Name, resource.Type, inputs), failed.Token)
                : [];
            known.AddResource(resource.Name, inputs, outputs);
        }
        catch (Exception e) when (e is not OperationCanceledException || !failed.IsCancellationRequested)
        {
            await failed.CancelAsync();
            throw e as StackException ?? new StackException(where, e.Message, e);
        }
    }

    private Emulation EmulationOf(string type) =>
        !_providers.TryGetValue(type, out var provider) ? Emulation.None
        : provider.Emulates ? Emulation.Emulated
        : Emulation.Recorded;

    /// <summary>Lets one resource at a time through, in the order of asking, so that a provider need not be ready for two.</summary>
    private sealed class ProviderTurn(IResourceProvider provider)
    {
        private readonly Lock _lock = new();
        private Task _last = Task.CompletedTask;

        public bool Emulates => provider.Emulates;

        public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
        {
            lock (_lock)
            {
                var turn = CreateAfterAsync(_last, resource, cancel);
                _last = turn;
                return turn;
            }
        }

        private async Task<JsonObject> CreateAfterAsync(Task earlier, ResourceDeclaration resource, CancellationToken cancel)
        {
            await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            cancel.ThrowIfCancellationRequested();
            return await provider.CreateAsync(resource, cancel);
        }
    }
}
