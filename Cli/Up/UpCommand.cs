using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using EventChat.Client;
using EventChat.Local.DynamoDb;
using EventChat.Local.Host;
using EventChat.Local.Stack;
using Pulumi;
using Spectre.Console;

namespace EventChat.Cli;

/// <summary>`eventchat up`: the local counterpart of `pulumi up`.</summary>
public static class UpCommand
{
    private sealed record Choices(LocalOptions Options, bool Demo, bool Json);

    public static System.CommandLine.Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port of everything.", DefaultValueFactory = _ => LocalOptions.DefaultPort };
        var tlsPort = new Option<int?>("--tls-port") { Description = "Port of everything over TLS; 43 above --port if absent." };
        var inMemory = new Option<bool>("--in-memory") { Description = "Keep nothing on disk." };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder of the data; .eventchat in the repository if absent." };
        var fresh = new Option<bool>("--fresh") { Description = "Wipe the data first." };
        var noDemo = new Option<bool>("--no-demo") { Description = "Make no demo users and conversations." };
        var json = new Option<bool>("--json") { Description = "Say what happens as JSON lines." };
        var stack = new Option<string>("--stack") { Description = "The stack's name.", DefaultValueFactory = _ => "dev" };
        var load = new Option<bool>("--for-load") { Description = "Give DynamoDB Local 1 GB and its optimizing compiler; it starts a second later." };
        var config = new Option<string[]>("--config", "-c")
        {
            Description = "A setting of the stack, name=value; may be given several times.", AllowMultipleArgumentsPerToken = true,
        };
        var functions = new Option<FunctionsMode>("--functions")
        {
            Description = "inprocess: linked into this process. native: the packages of `eventchat package`, a process each, as on AWS.", DefaultValueFactory = _ => FunctionsMode.InProcess,
        };
        var faults = new Option<double>("--frame-faults") { Description = "Share of frames (0 to 0.5) dropped, doubled and reordered, each; to test recovery." };
        var seed = new Option<int>("--seed") { Description = "Seed of --frame-faults." };
        var command = new System.CommandLine.Command("up", "Stand the whole stack up on this machine.")
        {
            port, tlsPort, inMemory, data, fresh, noDemo, json, stack, config, functions, load, faults, seed,
        };
        command.SetAction(async (result, cancel) =>
        {
            var repository = RepositoryRoot.Find();
            var folder = result.GetValue(inMemory) ? null : result.GetValue(data)?.FullName ?? Path.Combine(repository, ".eventchat");
            if (folder is not null && result.GetValue(fresh) && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            var choices = new Choices(
                new LocalOptions
                {
                    CacheDirectory = Path.Combine(repository, ".cache"), DataDirectory = folder, WebRoot = Path.Combine(repository, "Web", "dist"),
                    Port = result.GetValue(port), TlsPort = result.GetValue(tlsPort) ?? result.GetValue(port) + 43,
                    Stack = result.GetRequiredValue(stack), Settings = InfraCommand.Settings(result.GetValue(config) ?? []), ForLoad = result.GetValue(load),
                    Functions = result.GetValue(functions),
                    FrameFaults = result.GetValue(faults), Seed = result.GetValue(seed),
                },
                Demo: !result.GetValue(noDemo), result.GetValue(json));
            return await RunAsync(choices, cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(Choices choices, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        var report = new UpReport(choices.Json);
        var clock = Stopwatch.StartNew();
        try
        {
            await using var host = await LocalHost.StartAsync(choices.Options, report, stop.Token);
            if (choices.Demo) await SeedAsync(host, report, stop.Token);
            report.Ready(host, choices.Demo, clock.Elapsed);
            if (!choices.Json) await PrepareNextStartAsync(host, stop.Token);
            await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            report.Report("Stopping …");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception e) when (e is PortInUseException or DynamoDbLocalException or StackException or RunException or DemoException)
        {
            report.Failed(e.Message);
            return 1;
        }
        return 0;
    }

    private static async Task PrepareNextStartAsync(LocalHost host, CancellationToken cancel)
    {
        try
        {
            await host.PrepareNextStartAsync(cancel);
        }
        catch (DynamoDbLocalException)
        {
            // The next start takes a second longer, as this one did.
        }
    }

    private static async Task SeedAsync(LocalHost host, UpReport report, CancellationToken cancel)
    {
        report.Report("Making the demo users and conversations …");
        using var http = new HttpClient();
        var endpoints = await ChatEndpoints.DiscoverAsync(http, new Uri(host.Options.BaseUrl), cancel);
        await new Demo(http, endpoints, TimeProvider.System, host.ConfirmationCode, host.AddToGroupAsync).SeedAsync(cancel);
    }
}

/// <summary>What `up` says, for people or for programs.</summary>
internal sealed class UpReport(bool json) : IProgress<string>
{
    public void Report(string value)
    {
        if (json) Write(w => w.WriteString("progress", value));
        else AnsiConsole.MarkupLineInterpolated($"[grey]{value}[/]");
    }

    public void Failed(string reason)
    {
        if (json) Write(w => w.WriteString("failed", reason));
        else AnsiConsole.MarkupLineInterpolated($"[red]{reason}[/]");
    }

    public void Ready(LocalHost host, bool demo, TimeSpan took)
    {
        if (json)
        {
            Write(w =>
            {
                w.WriteBoolean("ready", true);
                w.WriteString("url", host.Options.BaseUrl);
                w.WriteString("tlsUrl", host.Options.TlsUrl);
                w.WriteString("caFile", host.CertificateAuthorityFile);
                w.WriteString("dynamoDbUrl", host.DynamoDbUrl.ToString());
                w.WriteString("password", Demo.Password);
                w.WriteNumber("seconds", Math.Round(took.TotalSeconds, 1));
            });
            return;
        }
        foreach (var line in host.Resources.Lines().Concat(host.Notes).Concat(StandIn.All.Select(s => $"stand-in, not {s.Service}: {s.What}"))) Console.Out.WriteLine(line);
        Console.Out.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[green]Ready[/] after {took.TotalSeconds:F1} s.");
        // Plain lines: a terminal that wraps an address breaks it.
        Console.Out.WriteLine($"""

              The page            {host.Options.BaseUrl}{(demo ? $"\n  Demo users          {string.Join(", ", Demo.UserNames)}   password {Demo.Password}\n  Moderator           {Demo.Moderator}, with the same password" : "")}
              GraphQL             {host.Options.BaseUrl}/graphql
              over TLS            {host.Options.TlsUrl}   trust {host.CertificateAuthorityFile}
              AWS endpoint        aws --endpoint-url {host.Options.BaseUrl} …
              Mail that was sent  {host.Options.BaseUrl}/_local/mailbox (codes), /_local/outbox (mails, pushes, webhooks)
              Data                {host.Options.DataDirectory ?? "in memory"}

            Ctrl-C stops it.
            """);
    }

    private static void Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
        Console.Out.Flush();
    }
}
