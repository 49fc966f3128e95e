using System.Globalization;
using System.Text.RegularExpressions;
using EventChat.Contracts;
using EventChat.Local.DynamoDb;

namespace EventChat.UnitTests.Resolvers;

/// <summary>The resolvers can not import the contracts: that their numbers are the contracts' is held here.</summary>
public class BoundsTests
{
    [Theory]
    [InlineData("arguments.js", "PAGE_ROWS", Limits.PageRows)]
    [InlineData("arguments.js", "DEFAULT_PAGE_ROWS", Limits.DefaultPageRows)]
    [InlineData("arguments.js", "SYNC_EVENTS", Limits.SyncEvents)]
    [InlineData("arguments.js", "NAME_CHARACTERS", Limits.NameCharacters)]
    [InlineData("syncTail.js", "RESET_EVENTS", Limits.SyncResetEvents)]
    public void A_bound_is_the_contracts(string file, string name, int expected)
    {
        var code = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "Projections", "resolvers", file));
        var declared = Regex.Match(code, $@"^const {name} = (\d+);", RegexOptions.Multiline);
        Assert.Equal(expected, int.Parse(declared.Groups[1].Value, CultureInfo.InvariantCulture));
    }
}
