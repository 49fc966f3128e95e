using System.Collections.Concurrent;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace EventChat.Local.AppSync.Execution;

/// <param name="Validated">It passed the rules before: only its variables are looked at again.</param>
internal sealed record PreparedDocument(GraphQLDocument? Document, bool Validated, ExecutionError? Error)
{
    public IEnumerable<IValidationRule>? Rules => Validated ? [] : null;
}

/// <summary>Parses documents, keeps those that proved valid, and refuses those that ask for too much.</summary>
internal sealed class Documents(DocumentLimits limits)
{
    private const int Kept = 1_000;
    private const int KeptCharacters = 16_384;

    private readonly GraphQLDocumentBuilder _parser = new() { MaxDepth = 4 * DocumentLimits.DepthCeiling };
    private readonly ConcurrentDictionary<string, GraphQLDocument> _valid = new(StringComparer.Ordinal);

    public PreparedDocument Prepare(string query)
    {
        if (_valid.TryGetValue(query, out var known)) return new(known, true, null);
        try
        {
            var document = _parser.Build(query);
            return limits.Refusal(document) is { } refusal ? new(null, false, new TooMuchError(refusal)) : new(document, false, null);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return new(null, false, new TooMuchError($"The document is nested deeper than {_parser.MaxDepth} levels."));
        }
        catch (ExecutionError e)
        {
            return new(null, false, e);
        }
    }

    /// <summary>Only what passed is kept: a flood of hostile documents pushes nothing out.</summary>
    public void Keep(string query, PreparedDocument prepared)
    {
        if (prepared.Validated || query.Length > KeptCharacters) return;
        if (_valid.Count >= Kept) _valid.Clear();
        _valid[query] = prepared.Document!;
    }
}

/// <summary>The document is well-formed and asks for too much.</summary>
internal sealed class TooMuchError(string message) : ExecutionError(message);
