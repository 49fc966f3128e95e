"""A queue's life as boto3 sees it. Says how many steps passed."""
import json
import time

import boto3
from botocore.exceptions import ClientError

sqs = boto3.client("sqs")
steps = 0


def passed():
    global steps
    steps += 1


def fails(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, e.response["Error"]
        return e
    raise AssertionError(f"{code} expected")


dead = sqs.create_queue(QueueName="py-dead", tags={"team": "chat"})["QueueUrl"]
dead_arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
redrive = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 1})
queue = sqs.create_queue(QueueName="py-work", Attributes={"RedrivePolicy": redrive, "VisibilityTimeout": "0"})["QueueUrl"]
assert sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [queue]
passed()

assert sqs.list_queues(QueueNamePrefix="py-", MaxResults=1)["QueueUrls"] == [dead]
assert [u for p in sqs.get_paginator("list_queues").paginate(QueueNamePrefix="py-", PaginationConfig={"PageSize": 1}) for u in p["QueueUrls"]] == [dead, queue]
passed()

assert sqs.list_queue_tags(QueueUrl=dead)["Tags"] == {"team": "chat"}
sqs.untag_queue(QueueUrl=dead, TagKeys=["team"])
assert "Tags" not in sqs.list_queue_tags(QueueUrl=dead)
passed()

sqs.send_message(QueueUrl=queue, MessageBody="poison", MessageSystemAttributes={"AWSTraceHeader": {"DataType": "String", "StringValue": "Root=1-5-1"}})
assert sqs.receive_message(QueueUrl=queue)["Messages"][0]["Body"] == "poison"
assert "Messages" not in sqs.receive_message(QueueUrl=queue)
failed = sqs.receive_message(QueueUrl=dead, MessageSystemAttributeNames=["All"], VisibilityTimeout=0)["Messages"][0]
assert failed["Attributes"]["AWSTraceHeader"] == "Root=1-5-1"
passed()

fails("InvalidParameterValue", sqs.start_message_move_task, SourceArn=dead_arn.replace("dead", "work"))
sqs.start_message_move_task(SourceArn=dead_arn)
for _ in range(200):
    task = sqs.list_message_move_tasks(SourceArn=dead_arn)["Results"][0]
    if task["Status"] == "COMPLETED":
        break
    time.sleep(0.05)
assert task["ApproximateNumberOfMessagesMoved"] == 1, task
assert sqs.receive_message(QueueUrl=queue)["Messages"][0]["Body"] == "poison"
passed()

fifo = sqs.create_queue(QueueName="py.fifo", Attributes={"FifoQueue": "true", "ContentBasedDeduplication": "true"})["QueueUrl"]
first = sqs.send_message(QueueUrl=fifo, MessageBody="1", MessageGroupId="g")
assert sqs.send_message(QueueUrl=fifo, MessageBody="1", MessageGroupId="g")["SequenceNumber"] == first["SequenceNumber"]
sqs.send_message(QueueUrl=fifo, MessageBody="2", MessageGroupId="g")
got = sqs.receive_message(QueueUrl=fifo, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"])["Messages"]
assert [m["Body"] for m in got] == ["1", "2"]
assert got[0]["Attributes"]["MessageGroupId"] == "g"
passed()

changed = sqs.change_message_visibility_batch(QueueUrl=fifo, Entries=[{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"], "VisibilityTimeout": 5} for i, m in enumerate(got)])
assert len(changed["Successful"]) == 2
deleted = sqs.delete_message_batch(QueueUrl=fifo, Entries=[{"Id": "good", "ReceiptHandle": got[0]["ReceiptHandle"]}, {"Id": "bad", "ReceiptHandle": "nonsense"}])
assert [e["Id"] for e in deleted["Successful"]] == ["good"] and deleted["Failed"][0]["Code"] == "ReceiptHandleIsInvalid"
passed()

fails("MissingParameter", sqs.send_message, QueueUrl=fifo, MessageBody="x")
fails("InvalidParameterValue", sqs.send_message, QueueUrl=fifo, MessageBody="x", MessageGroupId="g", DelaySeconds=3)
fails("AWS.SimpleQueueService.TooManyEntriesInBatchRequest", sqs.send_message_batch, QueueUrl=queue,
      Entries=[{"Id": str(i), "MessageBody": "x"} for i in range(11)])
fails("AWS.SimpleQueueService.EmptyBatchRequest", sqs.send_message_batch, QueueUrl=queue, Entries=[])
fails("InvalidAttributeValue", sqs.set_queue_attributes, QueueUrl=queue, Attributes={"DelaySeconds": "901"})
fails("InvalidParameterValue", sqs.receive_message, QueueUrl=queue, MaxNumberOfMessages=11)
passed()

sqs.purge_queue(QueueUrl=queue.replace("localhost", "queue.example.com"))
fails("AWS.SimpleQueueService.PurgeQueueInProgress", sqs.purge_queue, QueueUrl=queue)
passed()

sqs.delete_queue(QueueUrl=fifo)
fails("AWS.SimpleQueueService.NonExistentQueue", sqs.get_queue_url, QueueName="py.fifo")
passed()
print(f"{steps} steps passed")
