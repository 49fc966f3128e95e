namespace Amazon.Comprehend.Model;

public class BatchDetectSentimentItemResult
{
    /// <summary>Counted from 0, of the request.</summary>
    public int? Index { get; set; }

    public SentimentType Sentiment { get; set; }
    public SentimentScore SentimentScore { get; set; }
}

public class BatchItemError
{
    public string ErrorCode { get; set; }
    public string ErrorMessage { get; set; }

    /// <summary>Counted from 0, of the request.</summary>
    public int? Index { get; set; }
}

public class DominantLanguage
{
    /// <summary>RFC 5646.</summary>
    public string LanguageCode { get; set; }

    public float? Score { get; set; }
}

public class EntityLabel
{
    public PiiEntityType Name { get; set; }
    public float? Score { get; set; }
}

public class PiiEntity
{
    /// <summary>In characters (code points), not bytes.</summary>
    public int? BeginOffset { get; set; }

    public int? EndOffset { get; set; }
    public float? Score { get; set; }
    public PiiEntityType Type { get; set; }
}

public class SentimentScore
{
    public float? Mixed { get; set; }
    public float? Negative { get; set; }
    public float? Neutral { get; set; }
    public float? Positive { get; set; }
}

public class TextSegment
{
    public string Text { get; set; }
}

public class ToxicContent
{
    public ToxicContentType Name { get; set; }
    public float? Score { get; set; }
}

public class ToxicLabels
{
    public List<ToxicContent> Labels { get; set; }

    /// <summary>0 to 1: how sure it is that anything is toxic.</summary>
    public float? Toxicity { get; set; }
}
