using Pulumi;
using Pulumi.Yaml;

namespace EventChat.Infra;

/// <summary>A setting that nothing reads is a mistake: its writer believes that it is in force.</summary>
internal static class SettingNames
{
    /// <summary>Called when all of the program has read what it reads.</summary>
    /// <exception cref="RunException">A setting of this project is set and has not been read; the message names the one that is nearest.</exception>
    public static void RefuseUnknown()
    {
        if (YamlProgram.UnreadSettings is not [var unknown, ..]) return;
        var nearest = YamlProgram.ReadSettings.OrderBy(known => Distance(unknown, known)).ThenBy(known => known, StringComparer.Ordinal).First();
        throw new RunException($"Configuration '{Deployment.Instance.ProjectName}:{unknown}' is no setting; the nearest is '{nearest}'. All are in docs/settings.md.");
    }

    /// <summary>Letters to change, add or leave out, whatever their case (Levenshtein).</summary>
    internal static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }
        return row[right.Length];
    }
}
