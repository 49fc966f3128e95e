using System.Text.Json.Nodes;
using EventChat.Contracts;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

/// <summary>How the stack is watched and protected: dashboard, firewall, budget, bounds of the API.</summary>
public class WatchTests
{
    private const string Alarm = "aws:cloudwatch/metricAlarm:MetricAlarm", Own = MetricNames.Namespace;

    private static readonly PrintedProgram Production = With(("wafRate", "2000"), ("monthlyBudget", "300"), ("alarmMail", "on-call@example.com"), ("apiMetrics", "sources"));

    /// <summary>Namespace → the dimension that names a resource, that resource's type, and which of its outputs the name is.</summary>
    private static readonly Dictionary<string, (string Dimension, string Type, string Output)> Measured = new()
    {
        ["AWS/AppSync"] = ("GraphQLAPIId", "aws:appsync/graphQLApi:GraphQLApi", "id"),
        ["AWS/DynamoDB"] = ("TableName", "aws:dynamodb/table:Table", "name"),
        ["AWS/Lambda"] = ("FunctionName", "aws:lambda/function:Function", "name"),
        ["AWS/SQS"] = ("QueueName", "aws:sqs/queue:Queue", "name"),
        ["AWS/States"] = ("StateMachineArn", "aws:sfn/stateMachine:StateMachine", "arn"),
    };

    [Fact]
    public void Each_metric_on_the_dashboard_and_of_each_alarm_is_of_a_resource_of_the_program()
    {
        var shown = Graphs(Production).SelectMany(graph => graph["metrics"]!.AsArray()).Select(row => row!.AsArray()).Where(row => row[0] is JsonValue)
            .Select(row => (Namespace: row[0]!.ToString(), Dimensions: DimensionsOf(row))).ToList();
        var ringing = Production.All(Alarm).SelectMany(alarm => alarm.Inputs["metricQueries"]?.AsArray().Select(query => query!["metric"]).OfType<JsonObject>() ?? [alarm.Inputs])
            .Select(metric => (Namespace: metric["namespace"]!.ToString(), Dimensions: metric["dimensions"]!.AsObject().ToDictionary(d => d.Key, d => d.Value!.ToString()))).ToList();
        Assert.True(shown.Count > 90 && ringing.Count > 70, $"{shown.Count} are shown, {ringing.Count} ring.");
        Assert.All(shown.Concat(ringing), metric => AssertExists(metric.Namespace, metric.Dimensions));
    }

    [Fact]
    public void What_rings_is_on_the_dashboard()
    {
        var alarms = Widgets(Production).Single(widget => widget["type"]!.ToString() == "alarm")["properties"]!["alarms"]!.AsArray().Select(alarm => alarm!.ToString());
        Assert.Equal(Production.All(Alarm).Select(alarm => $"${{{alarm.Name}.arn}}").Order(), alarms.Order());
        // What the widget takes.
        Assert.InRange(alarms.Count(), 1, 100);
    }

    [Fact]
    public void The_widgets_fill_a_grid_of_24_columns_and_none_lies_on_another()
    {
        foreach (var row in Widgets(Production).GroupBy(widget => Number(widget, "y")))
        {
            var x = 0;
            foreach (var widget in row.OrderBy(widget => Number(widget, "x")))
            {
                Assert.Equal(x, Number(widget, "x"));
                x += Number(widget, "width");
            }
            Assert.Equal(24, x);
        }
    }

    [Fact]
    public void The_firewall_stands_before_the_API_and_lets_pass_whatever_a_message_may_say_and_the_projector()
    {
        Assert.DoesNotContain(Development.Resources.Values, resource => resource["type"]!.ToString().StartsWith("aws:wafv2/", StringComparison.Ordinal));
        Assert.Equal(("${api.arn}", "${firewall.arn}"), (Production.Inputs("firewallOfApi")["resourceArn"]!.ToString(), Production.Inputs("firewallOfApi")["webAclArn"]!.ToString()));
        var rules = Production.Inputs("firewall")["rules"]!.AsArray();
        var rate = rules[0]!["statement"]!["rateBasedStatement"]!;
        Assert.Equal(("IP", "300", "2000"), (rate["aggregateKeyType"]!.ToString(), rate["evaluationWindowSec"]!.ToString(), rate["limit"]!.ToString()));
        var spared = rate["scopeDownStatement"]!["notStatement"]!["statements"]![0]!["byteMatchStatement"]!;
        Assert.Equal(("authorization", "AWS4-HMAC-SHA256"), (spared["fieldToMatch"]!["singleHeader"]!["name"]!.ToString(), spared["searchString"]!.ToString()));
        var counted = rules[1]!["statement"]!["managedRuleGroupStatement"]!["ruleActionOverrides"]!.AsArray();
        Assert.Contains("SizeRestrictions_BODY", counted.Select(rule => rule!["name"]!.ToString()));
        Assert.All(counted, rule => Assert.Equal("""{"count":{}}""", rule!["actionToUse"]!.ToJsonString()));
        Assert.Equal(("""{"allow":{}}""", """{"block":{}}""", """{"none":{}}"""),
            (Production.Inputs("firewall")["defaultAction"]!.ToJsonString(), rules[0]!["action"]!.ToJsonString(), rules[1]!["overrideAction"]!.ToJsonString()));
    }

    [Fact]
    public void A_budget_mails_before_the_money_is_spent_and_when_it_is()
    {
        Assert.DoesNotContain("budget", Development.Resources.Keys);
        var budget = Production.Inputs("budget");
        Assert.Equal(("300", "USD", "MONTHLY"), (budget["limitAmount"]!.ToString(), budget["limitUnit"]!.ToString(), budget["timeUnit"]!.ToString()));
        Assert.Equal(["FORECASTED 80", "ACTUAL 100"], budget["notifications"]!.AsArray().Select(n => $"{n!["notificationType"]} {n["threshold"]}"));
        Assert.All(budget["notifications"]!.AsArray(), n => Assert.Equal("""["on-call@example.com"]""", n!["subscriberEmailAddresses"]!.ToJsonString()));
    }

    [Fact]
    public void The_API_is_bounded_and_silent_about_itself_unless_a_stage_says_otherwise()
    {
        var api = Development.Inputs("api");
        Assert.Equal(("DISABLED", "15", "20"), (api["introspectionConfig"]!.ToString(), api["queryDepthLimit"]!.ToString(), api["resolverCountLimit"]!.ToString()));
        Assert.Null(api["enhancedMetricsConfig"]);
        Assert.Equal("ENABLED", With(("introspection", "true")).Inputs("api")["introspectionConfig"]!.ToString());
        Assert.Equal("""{"dataSourceLevelMetricsBehavior":"FULL_REQUEST_DATA_SOURCE_METRICS","operationLevelMetricsConfig":"DISABLED","resolverLevelMetricsBehavior":"PER_RESOLVER_METRICS"}""",
            Production.Inputs("api")["enhancedMetricsConfig"]!.ToJsonString());
        Assert.Equal("FULL_REQUEST_RESOLVER_METRICS", With(("apiMetrics", "resolvers")).Inputs("api")["enhancedMetricsConfig"]!["resolverLevelMetricsBehavior"]!.ToString());
    }

    [Fact]
    public void Where_functions_measure_nothing_nothing_waits_for_it()
    {
        var silent = With(("functionMetrics", "false"));
        Assert.Equal("eventchat-dev", Development.Inputs("projectorFunction")["environment"]!["variables"]![EnvironmentNames.MetricsStack]!.ToString());
        Assert.DoesNotContain(EnvironmentNames.MetricsStack, silent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Graphs(silent).SelectMany(graph => graph["metrics"]!.AsArray()), row => row![0]!.ToString() == Own);
        Assert.DoesNotContain(silent.All(Alarm), alarm => alarm.Inputs["namespace"]?.ToString() == Own);
    }

    private static void AssertExists(string ns, Dictionary<string, string> dimensions)
    {
        if (ns is Own)
        {
            Assert.Equal("eventchat-dev", Assert.Single(dimensions, d => d.Key == MetricNames.Stack).Value);
        }
        else if (ns is "AWS/WAFV2")
        {
            Assert.Contains(dimensions["WebACL"], (string[])["${firewall.name}", Production.Inputs("firewall")["name"]!.ToString()]);
        }
        else
        {
            var (dimension, type, output) = Measured[ns];
            Assert.Contains(dimensions[dimension], Production.All(type).Select(resource => $"${{{resource.Name}.{output}}}"));
        }
    }

    private static IEnumerable<JsonNode> Widgets(PrintedProgram program) => program.Inputs("dashboard")["dashboardBody"]!["fn::toJSON"]!["widgets"]!.AsArray().Select(widget => widget!);

    private static IEnumerable<JsonNode> Graphs(PrintedProgram program) => Widgets(program).Where(widget => widget["type"]!.ToString() == "metric").Select(widget => widget["properties"]!);

    private static Dictionary<string, string> DimensionsOf(JsonArray row)
    {
        var texts = row.Skip(2).OfType<JsonValue>().Select(value => value.ToString()).ToArray();
        return texts.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    private static int Number(JsonNode widget, string name) => int.Parse(widget[name]!.ToString());
}
