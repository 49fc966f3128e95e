using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.UnitTests.Stack;

public class StackDeploymentTests
{
    private const string A = "test:index/a:A", B = "test:index/b:B";

    [Fact]
    public async Task A_resource_comes_after_what_it_names_and_gets_its_outputs()
    {
        var provider = new FakeProvider(A);
        var stack = await DeployAsync("""
            resources:
              last: {type: "test:index/a:A", properties: {text: "x-${middle.id}", list: ["${first.arn}"]}, options: {dependsOn: ["${other}"]}}
              middle: {type: "test:index/a:A", properties: {first: "${first.id}", whole: "${shape.b[1]}"}}
              other: {type: "test:index/a:A"}
              first: {type: "test:index/a:A", properties: {name: one}}
            variables:
              shape: {a: 1, b: [no, 2]}
            outputs:
              id: ${last.id}
              name: ${first.name}
            """, provider);
        var order = provider.Created.Select(r => r.LogicalName).ToList();
        Assert.True(order.IndexOf("first") < order.IndexOf("middle") && order.IndexOf("middle") < order.IndexOf("last") && order.IndexOf("other") < order.IndexOf("last"));
        Assert.Equal("""{"text":"x-id-of-middle","list":["arn-of-first"]}""", provider.Created.Single(r => r.LogicalName == "last").Inputs.ToJsonString());
        Assert.Equal("""{"first":"id-of-first","whole":2}""", provider.Created.Single(r => r.LogicalName == "middle").Inputs.ToJsonString());
        Assert.Equal(("id-of-last", "one"), (stack.Output("id"), stack.Output("name")));
    }

    [Theory]
    [InlineData("resources: {a: {type: T, properties: {x: '${b.id}'}}}", "a: it refers to 'b', which is neither a resource nor a variable")]
    [InlineData("resources: {a: {type: T, properties: {x: '${b.id}'}}, b: {type: T, options: {dependsOn: ['${a}']}}}", "a: it needs itself: a → b → a")]
    [InlineData("resources: {a: {type: T, properties: {x: '${b.id'}}}", "a (T): '${b.id' is not closed")]
    [InlineData("resources: {a: {type: T, properties: {x: '${[0]}'}}}", "a (T): '${[0]}' does not begin with a name")]
    [InlineData("resources: {a: {type: T, properties: {x: {fn::rot13: y}}}}", "a (T): the function fn::rot13 is not understood here")]
    [InlineData("resources: {a: {type: T, get: {id: x}}}", "a: the field 'get' is not understood here")]
    [InlineData("resources: {a: {properties: {}}}", "a: it has no type")]
    [InlineData("variables: {a: 1}\nresources: {a: {type: T}}", "a: the name is declared twice")]
    [InlineData("variables: {v: {fn::invoke: {function: 'aws:ec2:getAmi'}}}", "variable v: the provider's function 'aws:ec2:getAmi' is not understood here")]
    [InlineData("resources: {a: {type: T}}\noutputs: {x: '${a.color}'}", "outputs: ${a.color} leads nowhere: there is no such output")]
    [InlineData("resources: {a: &a {type: T, properties: &p {}}}", "a (T): anchors are not part of Pulumi YAML")]
    [InlineData("components: {}", "the program: the section 'components' is not understood here")]
    [InlineData("- 1", "the program: it is not one YAML mapping")]
    public async Task A_wrong_program_is_refused_by_name(string program, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<StackException>(() => DeployAsync(program, new FakeProvider("T")))).Message);

    [Fact]
    public async Task A_broken_YAML_is_refused_by_line() =>
        Assert.StartsWith("the program: line 2: ", (await Assert.ThrowsAsync<StackException>(() => DeployAsync("a: 1\na: 2", new FakeProvider("T")))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_failure_names_its_resource_and_nothing_after_it_is_begun()
    {
        var provider = new FakeProvider(A)
        {
            Creating = (resource, _) => resource.LogicalName == "bad" ? throw new UnsupportedResourceException("no colour here") : Task.CompletedTask,
        };
        var e = await Assert.ThrowsAsync<StackException>(() => DeployAsync("""
            resources:
              bad: {type: "test:index/a:A"}
              next: {type: "test:index/a:A", properties: {x: "${bad.id}"}}
            """, provider));
        Assert.Equal("bad (test:index/a:A): no colour here", e.Message);
        Assert.IsType<UnsupportedResourceException>(e.InnerException);
        Assert.Empty(provider.Created);
    }

    [Fact]
    public async Task A_failure_stops_what_is_under_way()
    {
        var begun = new TaskCompletionSource();
        var slow = new FakeProvider(A) { Creating = (_, cancel) => { begun.SetResult(); return Task.Delay(Timeout.Infinite, cancel); } };
        var bad = new FakeProvider(B) { Creating = async (_, _) => { await begun.Task; throw new InvalidOperationException("broken"); } };
        var e = await Assert.ThrowsAsync<StackException>(() => DeployAsync("""
            resources: {slow: {type: "test:index/a:A"}, bad: {type: "test:index/b:B"}}
            """, slow, bad));
        Assert.Equal("bad (test:index/b:B)", e.Where);
    }

    [Fact]
    public async Task Independent_resources_of_two_providers_are_created_at_the_same_time()
    {
        var (a, b) = (new TaskCompletionSource(), new TaskCompletionSource());
        await DeployAsync("""
            resources: {a: {type: "test:index/a:A"}, b: {type: "test:index/b:B"}}
            """,
            new FakeProvider(A) { Creating = (_, _) => { a.SetResult(); return b.Task; } },
            new FakeProvider(B) { Creating = (_, _) => { b.SetResult(); return a.Task; } }).WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task One_provider_is_asked_for_one_at_a_time()
    {
        var (at, most) = (0, 0);
        await DeployAsync("""
            resources: {a: {type: "test:index/a:A"}, b: {type: "test:index/a:A"}, c: {type: "test:index/a:A"}}
            """, new FakeProvider(A)
        {
            Creating = async (_, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref at));
                await Task.Yield();
                Interlocked.Decrement(ref at);
            },
        });
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task What_has_no_emulator_is_said_and_what_needs_it_fails()
    {
        var stack = await DeployAsync("""
            resources: {a: {type: "aws:x/y:Y", properties: {name: n}}, b: {type: "test:index/a:A", properties: {x: "${a.name}"}}}
            """, new FakeProvider(A));
        Assert.Equal(["2 resources: 1 emulated, 0 recorded, 1 without emulator", "emulated: 1 × test:index/a:A", "no emulator: 1 × aws:x/y:Y"], stack.Report.Lines());
        var e = await Assert.ThrowsAsync<StackException>(() => DeployAsync("""
            resources: {a: {type: "aws:x/y:Y"}, b: {type: "test:index/a:A", properties: {x: "${a.arn}"}}}
            """, new FakeProvider(A)));
        Assert.Equal("b (test:index/a:A): ${a.arn} leads nowhere: there is no such output", e.Message);
    }

    [Fact]
    public void Two_providers_of_one_type_are_a_mistake() =>
        Assert.Throws<ArgumentException>(() => new StackDeployment([new FakeProvider(A), new FakeProvider(A)]));

    [Fact]
    public async Task JSON_is_written_with_its_keys_in_order_and_its_letters_as_they_are()
    {
        var provider = new FakeProvider(A);
        await DeployAsync("""
            resources: {a: {type: "test:index/a:A", properties: {json: {fn::toJSON: {b: "é<b>", a: [1, 2.5, true, null, "${pulled.id}"]}}, file: {fn::fileArchive: x.zip}, none: ~}}, pulled: {type: "test:index/a:A"}}
            """, provider);
        var inputs = provider.Created.Single(r => r.LogicalName == "a").Inputs;
        Assert.Equal("""{"a":[1,2.5,true,null,"id-of-pulled"],"b":"é<b>"}""", inputs["json"]!.GetValue<string>());
        Assert.Equal("""{"fn::fileArchive":"x.zip"}""", inputs["file"]!.ToJsonString());
        Assert.True(inputs.ContainsKey("none") && inputs["none"] is null);
    }

    private const string WithSetting = "config:\n  key:\n    type: string\n    secret: true\nresources:\n  a:\n    type: T\n    properties:\n      value:\n        fn::secret: ${key}\n";

    [Fact]
    public async Task A_setting_that_the_program_names_is_what_the_stack_set()
    {
        var things = new FakeProvider("T");
        await new StackDeployment([things]).DeployAsync(WithSetting, new Dictionary<string, string> { ["key"] = "0123", ["other"] = "x" }, CancellationToken.None);
        Assert.Equal("0123", Assert.Single(things.Created).Inputs["value"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(WithSetting, "config key: it is not set")]
    [InlineData("config:\n  key:\n    type: integer", "config key: 'type: integer' is not understood here")]
    [InlineData("config:\n  key:\n    type: string\n    default: a", "config key: 'default: a' is not understood here")]
    public async Task A_setting_that_is_none_is_named(string program, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<StackException>(() => DeployAsync(program, new FakeProvider("T")))).Message);

    private static Task<DeployedStack> DeployAsync(string program, params IResourceProvider[] providers) =>
        new StackDeployment(providers).DeployAsync(program, CancellationToken.None);
}
