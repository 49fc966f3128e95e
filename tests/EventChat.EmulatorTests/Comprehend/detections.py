"""The Comprehend stand-in as boto3 sees it. Says how many steps passed."""
import json
import os
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError

comprehend = boto3.client("comprehend", config=Config(retries={"max_attempts": 0}))
steps = 0


def passed():
    global steps
    steps += 1


def fails(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, e.response["Error"]
        return e.response
    raise AssertionError(f"{code} expected")


def faults(**order):
    url = os.environ["AWS_ENDPOINT_URL"] + "/_local/comprehend/faults"
    urllib.request.urlopen(urllib.request.Request(url, json.dumps(order).encode(), method="POST")).read()


toxic = comprehend.detect_toxic_content(TextSegments=[{"Text": "you idiot"}, {"Text": "hello"}], LanguageCode="en")
labels = {label["Name"]: label["Score"] for label in toxic["ResultList"][0]["Labels"]}
assert len(labels) == 7 and labels["INSULT"] > 0.7 and toxic["ResultList"][0]["Toxicity"] > 0.7 and toxic["ResultList"][1]["Toxicity"] < 0.1
passed()

fails("TextSizeLimitExceededException", comprehend.detect_toxic_content, TextSegments=[{"Text": "é" * 501}], LanguageCode="en")
fails("UnsupportedLanguageException", comprehend.detect_toxic_content, TextSegments=[{"Text": "x"}], LanguageCode="de")
assert fails("InvalidRequestException", comprehend.detect_toxic_content, TextSegments=[{"Text": "x"}] * 11, LanguageCode="en")["Reason"] == "INVALID_DOCUMENT"
passed()

text = "😀 write to ann@example.com"
entity = comprehend.detect_pii_entities(Text=text, LanguageCode="en")["Entities"][0]
assert text[entity["BeginOffset"]:entity["EndOffset"]] == "ann@example.com"
assert comprehend.contains_pii_entities(Text=text, LanguageCode="en")["Labels"][0]["Name"] == "EMAIL"
passed()

sentiment = comprehend.detect_sentiment(Text="I love it", LanguageCode="en")
assert sentiment["Sentiment"] == "POSITIVE" and abs(sum(sentiment["SentimentScore"].values()) - 1) < 1e-6
fails("TextSizeLimitExceededException", comprehend.detect_sentiment, Text="x" * 5001, LanguageCode="en")
passed()

batch = comprehend.batch_detect_sentiment(TextList=["good", "x" * 5001, "bad"], LanguageCode="en")
assert [(r["Index"], r["Sentiment"]) for r in batch["ResultList"]] == [(0, "POSITIVE"), (2, "NEGATIVE")]
assert [(e["Index"], e["ErrorCode"]) for e in batch["ErrorList"]] == [(1, "TEXT_SIZE_LIMIT_EXCEEDED")]
fails("BatchSizeLimitExceededException", comprehend.batch_detect_sentiment, TextList=["x"] * 26, LanguageCode="en")
passed()

assert comprehend.detect_dominant_language(Text="Wo ist meine Bestellung?")["Languages"][0]["LanguageCode"] == "de"
assert comprehend.batch_detect_dominant_language(TextList=["Where is my order?"])["ResultList"][0]["Languages"][0]["LanguageCode"] == "en"
passed()

faults(fault="throttling", count=1)
fails("ThrottlingException", comprehend.detect_sentiment, Text="x", LanguageCode="en")
comprehend.detect_sentiment(Text="x", LanguageCode="en")
faults(fault="outage", operation="DetectSentiment")
assert fails("InternalServerException", comprehend.detect_sentiment, Text="x", LanguageCode="en")["ResponseMetadata"]["HTTPStatusCode"] == 500
comprehend.contains_pii_entities(Text="x", LanguageCode="en")
faults(fault="connection")
try:
    comprehend.detect_sentiment(Text="x", LanguageCode="en")
    raise AssertionError("a closed connection expected")
except ConnectionClosedError:
    faults(fault="none")
passed()

fails("UnknownOperationException", comprehend.detect_entities, Text="x", LanguageCode="en")
passed()
print(f"{steps} steps passed")
