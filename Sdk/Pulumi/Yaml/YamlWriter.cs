using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pulumi.Yaml;

/// <summary>Emits a node tree: block style, no anchors, no line folding, several lines as a literal block.</summary>
internal sealed partial class YamlWriter
{
    private readonly Emitter _emitter;

    private YamlWriter(TextWriter writer) =>
        _emitter = new Emitter(writer, new EmitterSettings(
            bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, skipAnchorName: true,
            indentSequences: true, newLine: "\n"));

    public static void Write(YamlNode document, TextWriter writer)
    {
        var yaml = new YamlWriter(writer);
        yaml._emitter.Emit(new StreamStart());
        yaml._emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        yaml.Emit(document);
        yaml._emitter.Emit(new DocumentEnd(isImplicit: true));
        yaml._emitter.Emit(new StreamEnd());
    }

    private void Emit(YamlNode node)
    {
        switch (node)
        {
            case YamlNode.Scalar scalar:
                EmitScalar(scalar.Value switch
                {
                    null => "null",
                    bool flag => flag ? "true" : "false",
                    IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                    var other => throw new RunException($"A {other.GetType().Name} is not a YAML scalar."),
                }, ScalarStyle.Plain);
                break;
            case YamlNode.Text text:
                EmitText(Interpolation.Write(text.Parts), isKey: false);
                break;
            case YamlNode.Sequence sequence:
                _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true,
                    sequence.Items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in sequence.Items) Emit(item);
                _emitter.Emit(new SequenceEnd());
                break;
            case YamlNode.Mapping mapping:
                EmitMapping(mapping.Entries);
                break;
            case YamlNode.Call call:
                EmitMapping([new("fn::" + call.Function, call.Argument)]);
                break;
        }
    }

    private void EmitMapping(IReadOnlyList<KeyValuePair<string, YamlNode>> entries)
    {
        _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, entries.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
        foreach (var (key, value) in entries)
        {
            EmitText(Interpolation.Escape(key), isKey: true);
            Emit(value);
        }
        _emitter.Emit(new MappingEnd());
    }

    private void EmitText(string text, bool isKey)
    {
        if (!IsWellFormed(text)) throw new RunException("Text with half a surrogate pair can not be written as YAML.");
        EmitScalar(text, IsPlain(text) ? ScalarStyle.Plain
            : !isKey && IsLiteralBlock(text) ? ScalarStyle.Literal
            : ScalarStyle.DoubleQuoted);
    }

    private void EmitScalar(string text, ScalarStyle style) =>
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: style is ScalarStyle.Plain, isQuotedImplicit: true));

    /// <summary>Only what no YAML version reads as a number, a date, a word of its own or an indicator.</summary>
    private static bool IsPlain(string text) => PlainText().IsMatch(text) && !Words.Contains(text);

    private static readonly HashSet<string> Words = new(
        ["null", "true", "false", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?:[A-Za-z_/][A-Za-z0-9_./@-]*(?::[A-Za-z0-9_./-]+)*(?:::[A-Za-z0-9]+)?|\$\{[A-Za-z0-9_.]+\})\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainText();

    /// <summary>A block can hold neither escapes nor a first line that begins with a blank.</summary>
    private static bool IsLiteralBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal) && text[0] is not (' ' or '\n' or '\t') && text.TrimEnd().Length > 0
        && text.All(c => c is '\n' or '\t' or (>= ' ' and not ('\u007f' or (>= '\u0080' and < '\u00a0') or '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff'))
            && !char.IsSurrogate(c));

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
