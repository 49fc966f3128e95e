using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using EventChat.EventLog;
using EventChat.Infra;
using EventChat.Local.AppSync;
using EventChat.Local.AppSync.Realtime;
using EventChat.Local.Cognito;
using EventChat.Local.Comprehend;
using EventChat.Local.DynamoDb;
using EventChat.Local.EventBridge;
using EventChat.Local.Iam;
using EventChat.Local.Kms;
using EventChat.Local.Lambda;
using EventChat.Local.Lambda.Processes;
using EventChat.Local.Outbox;
using EventChat.Local.Recorded;
using EventChat.Local.S3;
using EventChat.Local.Scheduler;
using EventChat.Local.Ses;
using EventChat.Local.Sns;
using EventChat.Local.Sqs;
using EventChat.Local.Sqs.Mappings;
using EventChat.Local.Stack;
using EventChat.Local.StepFunctions;
using EventChat.Local.StepFunctions.Integrations;
using EventChat.Local.StepFunctions.Service;
using EventChat.Local.Streams;
using EventChat.Local.Usage;
using EventChat.Local.Wire;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Host;

/// <summary>The stack, standing on this machine: the program is rendered, each of its resources created on an emulator, and everything served on one port.</summary>
public sealed class LocalHost : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly LocalMailbox _mailbox = new();
    private ServiceCalls _services = null!;
    private string _userPoolId = "";

    private LocalHost(LocalOptions options) => Options = options;

    public LocalOptions Options { get; }

    public ResourceReport Resources { get; private set; } = new([]);

    /// <summary>What resources ask for and this machine only takes note of, a line each.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    public Uri DynamoDbUrl { get; private set; } = null!;

    public string CertificateAuthorityFile { get; private set; } = "";

    /// <summary>The newest code that was sent to a user; null if none.</summary>
    public string? ConfirmationCode(string userName) => _mailbox.Messages().FirstOrDefault(m => m.Username == userName)?.Secret;

    /// <summary>As an administrator does with <c>aws cognito-idp admin-add-user-to-group</c>; a token says so from the next sign-in on.</summary>
    /// <exception cref="StackException">There is no such user or group.</exception>
    public async Task AddToGroupAsync(string userName, string group, CancellationToken cancel)
    {
        var answer = await _services.CallAsync(
            JsonWire.Cognito, "AdminAddUserToGroup", new() { ["UserPoolId"] = _userPoolId, ["Username"] = userName, ["GroupName"] = group }, cancel);
        if (!answer.Succeeded) throw new StackException($"group {group}", $"{answer.ErrorType}: {answer.ErrorMessage}");
    }

    private DynamoDbLocalOptions DynamoDbOptions => new()
    {
        CacheDirectory = Path.Combine(Options.CacheDirectory, "dynamodb-local"),
        DataDirectory = Options.DataDirectory is { } data ? Path.Combine(data, "dynamodb") : null,
        HeapMegabytes = Options.ForLoad ? 1024 : 256,
        OptimizeForLoad = Options.ForLoad,
    };

    /// <summary>Makes later starts quicker; for when nobody waits.</summary>
    public Task PrepareNextStartAsync(CancellationToken cancel) => DynamoDbLocal.ArchiveClassesAsync(DynamoDbOptions, progress: null, cancel);

    public static async Task<LocalHost> StartAsync(LocalOptions options, IProgress<string> progress, CancellationToken cancel)
    {
        var host = new LocalHost(options);
        try
        {
            await host.StartAsync(progress, cancel);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part)) await part.DisposeAsync();
    }

    private async Task StartAsync(IProgress<string> progress, CancellationToken cancel)
    {
        FrontPort.CheckFree(Options.Port);
        FrontPort.CheckFree(Options.TlsPort);
        var time = TimeProvider.System;
        var address = new LocalAddress(Options.BaseUrl);
        var folder = Options.DataDirectory;
        var scratch = folder ?? Directory.CreateTempSubdirectory("eventchat-").FullName;
        if (folder is null) Own(new TemporaryFolder(scratch));
        var logging = Own(new HostLogging(folder is null ? null : Path.Combine(folder, "logs")));

        var starting = DynamoDbLocal.StartAsync(DynamoDbOptions, progress, cancel);
        // Rendered while Java starts: both take their seconds.
        var certificate = DevelopmentCertificate.LoadOrCreate(Path.Combine(scratch, "tls"), time);
        CertificateAuthorityFile = certificate.AuthorityFile;
        var config = Options.StackConfig(await File.ReadAllTextAsync(certificate.AuthorityFile, cancel));
        var program = await Task.Run(() => StackProgram.Render(StackProgram.Development with { Stack = Options.Stack, Config = config }), cancel);
        var dynamo = Own(await starting);
        DynamoDbUrl = dynamo.Endpoint;

        var identity = ProcessIdentity.Assume(Options, dynamo.Endpoint);
        var signatures = new SigV4Verifier([identity], time);
        var roles = new Roles(logging.For<Roles>());
        roles.KeyMade += signatures.Add;
        ILambdaRuntimes runtimes = Options.Functions is FunctionsMode.Native
            ? new ProcessRuntimes(
                await PackagedFunctions.UnzipAsync(RepositoryRoot.Find(), Path.Combine(scratch, "functions"), cancel), time, logging.For<ProcessRuntimes>())
            : new InProcessRuntimes(DeployedCode.InProcess, time, logging.For<InProcessRuntimes>(), roles);
        var functions = new LambdaHost(runtimes, time);
        Own(functions);
        var events = Own(new AsynchronousInvocations(functions, time, logging.For<AsynchronousInvocations>()));
        var permissions = new LambdaPermissions(functions);
        var queues = Own(new SqsEmulator(address, folder is null ? null : Path.Combine(folder, "sqs"), new WellFormedSignature(), time));
        var cognito = new CognitoEmulator(address, folder is null ? null : Path.Combine(folder, "cognito"), functions, _mailbox, new WellFormedSignature(), time);
        var s3 = new S3Emulator(Path.Combine(scratch, "s3"), new WellFormedSignature(), time);
        var outbox = new OutboxStore(time);
        var ses = new SesEmulator(outbox, new WellFormedSignature(), time);
        var sns = new SnsEmulator(
            folder is null ? null : Path.Combine(folder, "sns"), outbox, new TopicTargets(queues.TrySend, events.Enqueue), new WellFormedSignature(), time);
        var webhooks = new WebhookRoutes(outbox, new WebhookFaults(time), time);
        var comprehend = new ComprehendStandIn(new WellFormedSignature(), time, Options.ComprehendCallsPerSecond);
        var kms = new KmsEmulator(folder is null ? null : Path.Combine(folder, "kms"), new WellFormedSignature(), time);
        // A synchronous Express execution, the longest of all calls, may take five minutes.
        var http = Own(new AsyncDisposal<HttpClient>(new HttpClient { Timeout = TimeSpan.FromMinutes(6) })).Part;
        var services = new ServiceCalls(http, wire => wire == JsonWire.DynamoDb ? dynamo.Endpoint : new Uri(address.BaseUrl), identity, time);
        _services = services;
        var eventBridge = Own(new EventBridgeEmulator(
            address, folder is null ? null : Path.Combine(folder, "eventbridge"), services, functions, http, new WellFormedSignature(), time, logging.For<EventBridgeEmulator>()));
        eventBridge.Topics = sns.Publish;
        var scheduler = Own(new SchedulerEmulator(
            eventBridge, folder is null ? null : Path.Combine(folder, "scheduler"), new WellFormedSignature(), time, logging.For<SchedulerEmulator>()));
        var credentials = new BasicAWSCredentials(identity.Id, identity.Secret);
        var tables = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = dynamo.Endpoint.ToString() });
        var streams = new AmazonDynamoDBStreamsClient(credentials, new AmazonDynamoDBStreamsConfig { ServiceURL = dynamo.Endpoint.ToString() });
        var mappings = Own(new EventSourceMappings(
            streams, functions, new QueueFailures(queues), folder, PollPacing.Default, time, logging.For<EventSourceMappings>(),
            new QueueMappings(queues, functions, name => functions.Find(name)?.Timeout, time, logging.For<QueueMappings>())));

        var appSync = Own(new AsyncDisposal<AppSyncGateway>(new AppSyncGateway(
            address, dynamo.Endpoint, functions, cognito.Tokens, signatures,
            new AppSyncOptions { FrameFaults = Options.FrameFaults > 0 ? new SeededFrameFaults(Options.FrameFaults, Options.Seed) : null },
            roles, logging.For<AppSyncGateway>()))).Part;
        // What a function has just written is looked for at once; the stream's own readers must not wake each other.
        functions.Finished += function =>
        {
            if (!mappings.Feeds(function.Name)) mappings.Wake();
        };
        StepFunctionsEmulator stepFunctions = null!;
        var access = new ServiceAccess(token => stepFunctions.ExecutionOf(token));
        eventBridge.Permissions = new TargetAccess(roles, access);
        var objects = new ObjectStore(http, () => new Uri(Options.BaseUrl), identity, time);
        stepFunctions = Own(new StepFunctionsEmulator(
            Path.Combine(scratch, "stepfunctions"), StateLanguage.Amazon,
            new TaskServices(services, functions, events.Enqueue, name => functions.Find(name) is not null, objects,
                new RestCalls(http, () => new Uri(address.BaseUrl), identity, time), new TaskAccess(roles, access)),
            new MapObjects(objects),
            new WellFormedSignature(), time, logging.For<StepFunctionsEmulator>()));
        // Not on the way of whoever records the change; what the bus can not keep, it logs.
        stepFunctions.StatusChanged += change => _ = Task.Run(() => eventBridge.Publish(
            ExecutionStatusChange.Source, ExecutionStatusChange.DetailType, change.Time, change.Resources, change.Detail.ToJsonString()));
        var usage = new UsageMeter();
        functions.Billed += usage.Add;
        stepFunctions.Bill(usage);
        var status = new LocalRoutes(this, usage, roles);
        var page = new RecordedPage(Options.TlsUrl);
        DynamoDbWire[] dynamoWires = [new(dynamo.Endpoint, DynamoDbWire.DynamoDb), new(dynamo.Endpoint, DynamoDbWire.Streams)];
        Own(await FrontPort.StartAsync(
            Options, certificate, [.. ((IWireService[])[
                cognito.Service, stepFunctions.Service, new MeteredService(eventBridge.Service, usage), new MeteredService(queues.Service, usage),
                new MeteredService(comprehend.Service, usage), new MeteredService(kms.Service, usage), .. dynamoWires,
            ]).Select(service => new AuthorizedService(service, roles, access))],
            [
                new RolePaths(roles), s3.Routes, .. comprehend.Routes, stepFunctions.Routes, status, new OutboxRoutes(outbox), webhooks, eventBridge.LogRoutes, appSync, ses.Routes, sns.Routes, queues.Legacy, .. cognito.Routes, scheduler.Routes,
                new LambdaApi(functions, events, permissions), new MappingsApi(mappings),
            ],
            page, cancel));

        progress.Report("Creating the stack's resources …");
        var tableProvider = new TableProvider(tables, roles.Encrypt);
        var deployment = new StackDeployment(
            [
                roles, tableProvider, new AuthorizedProvider(new LambdaResources(functions, address, roles), roles, ServiceNeeds.OfFunction), permissions,
                new AuthorizedProvider(mappings, roles, mapping => ServiceNeeds.OfMapping(mapping, name => functions.Find(name)?.Inputs["role"]?.ToString())), queues.Provider, ses.Provider, sns.Provider, .. s3.Providers, cognito.Provider, kms.Provider,
                eventBridge.Provider, scheduler.Provider, new AuthorizedProvider(stepFunctions.Provider, roles, ServiceNeeds.OfStateMachine), .. appSync.Providers, page, new RecordedResources(),
            ]);
        var deployed = await deployment.DeployAsync(program, config.ToDictionary(setting => setting.Key[(Options.Project.Length + 1)..], setting => setting.Value), cancel);
        Resources = deployed.Report;
        _userPoolId = deployed.Output("userPoolId");
        Notes = tableProvider.Notes;
        status.Deployed(deployed);
        mappings.Start();
        eventBridge.Start();
        scheduler.Start();
        stepFunctions.Resume();
        await appSync.WarmUpAsync();
    }

    private sealed record AsyncDisposal<T>(T Part) : IAsyncDisposable where T : IDisposable
    {
        public ValueTask DisposeAsync()
        {
            Part.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private T Own<T>(T part) where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
