using EventChat.Contracts;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

public class TableTests
{
    private const string Table = "aws:dynamodb/table:Table";

    [Fact]
    public void There_are_four_tables_named_after_project_and_stack() => Assert.Equal(
        ["eventchat-dev-keys", "eventchat-dev-events", "eventchat-dev-state", "eventchat-dev-views"],
        Development.All(Table).Select(table => table.Inputs["name"]!.ToString()));

    [Fact]
    public void Every_table_but_that_of_the_keys_can_be_restored_and_none_be_deleted()
    {
        foreach (var (name, inputs) in Development.All(Table))
        {
            // A key that was destroyed must not come back with a restore.
            Assert.Equal(name is "keysTable" ? "false" : "true", inputs["pointInTimeRecovery"]!["enabled"]!.ToString());
            Assert.Equal("true", inputs["deletionProtectionEnabled"]!.ToString());
            Assert.Equal("true", Development.Resources[name]["options"]!["protect"]!.ToString());
        }
    }

    [Fact]
    public void The_log_has_its_key_and_a_stream_of_new_images()
    {
        var events = Development.Inputs("eventsTable");
        Assert.Equal(SegmentAttributes.Log, events["hashKey"]!.ToString());
        Assert.Equal(SegmentAttributes.Start, events["rangeKey"]!.ToString());
        Assert.Equal("""[{"name":"pk","type":"S"},{"name":"s","type":"N"}]""", events["attributes"]!.ToJsonString());
        Assert.Equal(("true", "NEW_IMAGE"), (events["streamEnabled"]!.ToString(), events["streamViewType"]!.ToString()));
        Assert.Null(events["ttl"]);
    }

    [Fact]
    public void Rows_of_state_and_views_may_expire_and_none_of_the_log()
    {
        Assert.Equal(["stateTable", "viewsTable"], Development.All(Table).Where(table => table.Inputs["ttl"] is not null).Select(table => table.Name));
        Assert.Equal(StateKeys.Ttl, Development.Inputs("stateTable")["ttl"]!["attributeName"]!.ToString());
    }

    [Fact]
    public void A_customers_key_encrypts_all_of_them_and_whoever_calls_them_may_use_it()
    {
        var program = With(("dataKey", "customer"));
        Assert.All(program.All(Table), table => Assert.Equal("${tablesKey.arn}", table.Inputs["serverSideEncryption"]!["kmsKeyArn"]!.ToString()));
        foreach (var policy in program.All("aws:iam/rolePolicy:RolePolicy"))
        {
            var statements = Statements(policy.Inputs["policy"]!);
            var touchesTables = statements.Any(s => s["Action"]!.AsArray().Any(a => a!.ToString().StartsWith("dynamodb:", StringComparison.Ordinal)));
            var mayDecrypt = statements.Any(s => s["Action"]!.AsArray().Any(a => a!.ToString() == "kms:Decrypt")
                && s["Condition"]?["StringEquals"]?["kms:ViaService"]?.ToString() == "dynamodb.${getRegion.name}.amazonaws.com");
            Assert.Equal(touchesTables, mayDecrypt);
        }
    }

    [Fact]
    public void Without_it_only_texts_have_a_key() => Assert.Equal(["textsKey"], Development.All("aws:kms/key:Key").Select(key => key.Name));
}
