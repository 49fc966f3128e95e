using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EventChat.Local.DynamoDb;

namespace EventChat.EmulatorTests.DynamoDb;

[Collection(DynamoDbLocalTests.Name)]
public sealed class DynamoDbLocalLifeTests(DynamoDbLocalFixture shared)
{
    [Fact]
    public async Task It_answers_and_has_the_three_tables()
    {
        var tables = await shared.CreateTablesAsync();

        var found = await shared.Client.DescribeTableAsync(tables.Events);

        Assert.Equal("NEW_IMAGE", found.Table.StreamSpecification.StreamViewType.Value);
    }

    [Fact]
    public async Task A_busy_port_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = await Assert.ThrowsAsync<DynamoDbLocalException>(() =>
            DynamoDbLocal.StartAsync(new() { Port = port }, progress: null, CancellationToken.None));

        Assert.Equal(DynamoDbLocalFailure.PortInUse, refused.Failure);
        Assert.Contains(port.ToString(System.Globalization.CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
    }
}
