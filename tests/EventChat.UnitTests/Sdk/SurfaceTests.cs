using System.Reflection;
using EventChat.UnitTests.Infra;

namespace EventChat.UnitTests.Sdk;

/// <summary>
/// A slice has nothing that the official package does not have: what is built against it builds against the package. The packages' surfaces lie in the folder Surface, facts taken from public
/// sources and models; what a slice has beyond them is listed there with its reason.
/// </summary>
public sealed class SurfaceTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Root, "tests", "EventChat.UnitTests", "Sdk", "Surface");

    private static readonly Dictionary<string, Assembly> Slices = new()
    {
        ["Amazon.Lambda.Core"] = typeof(Amazon.Lambda.Core.ILambdaContext).Assembly,
        ["Amazon.Lambda.RuntimeSupport"] = typeof(Amazon.Lambda.RuntimeSupport.LambdaBootstrap).Assembly,
        ["Amazon.Lambda.Serialization.SystemTextJson"] = typeof(Amazon.Lambda.Serialization.SystemTextJson.SourceGeneratorLambdaJsonSerializer<>).Assembly,
        ["Amazon.Lambda.DynamoDBEvents"] = typeof(Amazon.Lambda.DynamoDBEvents.DynamoDBEvent).Assembly,
        ["Amazon.Lambda.SQSEvents"] = typeof(Amazon.Lambda.SQSEvents.SQSEvent).Assembly,
        ["Amazon.Lambda.AppSyncEvents"] = typeof(Amazon.Lambda.AppSyncEvents.AppSyncResolverEvent<>).Assembly,
        ["AWSSDK.StepFunctions"] = typeof(Amazon.StepFunctions.IAmazonStepFunctions).Assembly,
        ["AWSSDK.EventBridge"] = typeof(Amazon.EventBridge.IAmazonEventBridge).Assembly,
        ["AWSSDK.Comprehend"] = typeof(Amazon.Comprehend.IAmazonComprehend).Assembly,
        ["AWSSDK.DynamoDBStreams"] = typeof(Amazon.DynamoDBStreams.IAmazonDynamoDBStreams).Assembly,
        ["Pulumi"] = typeof(Pulumi.Output).Assembly,
    };

    public static TheoryData<string> Packages => [.. Slices.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_slice_has_nothing_that_its_package_lacks(string package)
    {
        var official = Lines($"{package}.txt").ToHashSet(StringComparer.Ordinal);
        var own = SurfaceText.Of(Slices[package]).ToList();

        var beyond = own.Where(line => !official.Contains(line) && !IsException(line)).Order(StringComparer.Ordinal).ToList();
        Assert.True(beyond.Count == 0, string.Join('\n', beyond));
        Assert.True(own.Count > 10, $"Only {own.Count} lines were compared.");
    }

    [Fact]
    public void Each_exception_has_a_reason_and_is_one()
    {
        Assert.All(Exceptions, exception => Assert.False(string.IsNullOrWhiteSpace(exception.Value), exception.Key));
        var own = Slices.Values.SelectMany(SurfaceText.Of).ToHashSet(StringComparer.Ordinal);
        var official = Slices.Keys.SelectMany(package => Lines($"{package}.txt")).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], Exceptions.Keys.Where(line => line[0] != 'N' && (!own.Contains(line) || official.Contains(line))));
    }

    /// <summary>The provider's generator writes a property's name with a capital, and another behind one that would be named as its class: Name, but for the one of SesV2.</summary>
    [Fact]
    public void Properties_of_the_provider_are_named_as_its_generator_names_them()
    {
        var members = typeof(Pulumi.Aws.Sqs.Queue).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => (type, property, wire: Wire(property)))).Where(member => member.wire is not null).ToList();
        Assert.Equal([], members.Where(member => member.property.Name != Called(member.type, member.wire!)).Select(member => $"{member.type}.{member.property.Name} is {member.wire}"));
        Assert.True(members.Count > 300, $"Only {members.Count} were compared.");
    }

    private static string? Wire(PropertyInfo property) => property.CustomAttributes
        .FirstOrDefault(a => a.AttributeType == typeof(Pulumi.InputAttribute) || a.AttributeType == typeof(Pulumi.OutputAttribute))?.ConstructorArguments[0].Value as string;

    private static string Called(Type type, string wire)
    {
        var name = char.ToUpperInvariant(wire[0]) + wire[1..];
        return type.Name != name && type.Name != $"{name}Args" ? name : name is "EmailIdentity" ? "EmailIdentityDetails" : $"{name}Name";
    }

    private static bool IsException(string line) =>
        Exceptions.ContainsKey(line) || Exceptions.Keys.Any(exception => exception[0] == 'N' && line[2..].StartsWith($"{exception[2..]}.", StringComparison.Ordinal));

    /// <summary>Of lines <c>surface  # reason</c>.</summary>
    private static Dictionary<string, string> Exceptions { get; } = Lines("exceptions.txt").Select(line => line.Split("  # ")).ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");

    private static IEnumerable<string> Lines(string file) => File.ReadAllLines(Path.Combine(Folder, file)).Where(line => line.Length > 0 && line[0] != '#');
}
