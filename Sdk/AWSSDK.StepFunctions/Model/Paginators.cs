using Amazon.JsonProtocol;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public interface IStepFunctionsPaginatorFactory
{
    IGetExecutionHistoryPaginator GetExecutionHistory(GetExecutionHistoryRequest request);

    IListExecutionsPaginator ListExecutions(ListExecutionsRequest request);

    IListMapRunsPaginator ListMapRuns(ListMapRunsRequest request);

    IListStateMachinesPaginator ListStateMachines(ListStateMachinesRequest request);
}

public interface IGetExecutionHistoryPaginator
{
    IPaginatedEnumerable<GetExecutionHistoryResponse> Responses { get; }
    IPaginatedEnumerable<HistoryEvent> Events { get; }
}

public interface IListExecutionsPaginator
{
    IPaginatedEnumerable<ListExecutionsResponse> Responses { get; }
    IPaginatedEnumerable<ExecutionListItem> Executions { get; }
}

public interface IListMapRunsPaginator
{
    IPaginatedEnumerable<ListMapRunsResponse> Responses { get; }
    IPaginatedEnumerable<MapRunListItem> MapRuns { get; }
}

public interface IListStateMachinesPaginator
{
    IPaginatedEnumerable<ListStateMachinesResponse> Responses { get; }
    IPaginatedEnumerable<StateMachineListItem> StateMachines { get; }
}

internal sealed class StepFunctionsPaginatorFactory(IAmazonStepFunctions client) : IStepFunctionsPaginatorFactory
{
    public IGetExecutionHistoryPaginator GetExecutionHistory(GetExecutionHistoryRequest request) => new HistoryPages(new(
        stop => client.GetExecutionHistoryAsync(request, stop), p => p.NextToken, next => request.NextToken = next, p => p.Events));

    public IListExecutionsPaginator ListExecutions(ListExecutionsRequest request) => new ExecutionPages(new(
        stop => client.ListExecutionsAsync(request, stop), p => p.NextToken, next => request.NextToken = next, p => p.Executions));

    public IListMapRunsPaginator ListMapRuns(ListMapRunsRequest request) => new MapRunPages(new(
        stop => client.ListMapRunsAsync(request, stop), p => p.NextToken, next => request.NextToken = next, p => p.MapRuns));

    public IListStateMachinesPaginator ListStateMachines(ListStateMachinesRequest request) => new StateMachinePages(new(
        stop => client.ListStateMachinesAsync(request, stop), p => p.NextToken, next => request.NextToken = next, p => p.StateMachines));

    private sealed class HistoryPages(Paginator<GetExecutionHistoryResponse, HistoryEvent> pages) : IGetExecutionHistoryPaginator
    {
        public IPaginatedEnumerable<GetExecutionHistoryResponse> Responses => pages.Responses;
        public IPaginatedEnumerable<HistoryEvent> Events => pages.Items;
    }

    private sealed class ExecutionPages(Paginator<ListExecutionsResponse, ExecutionListItem> pages) : IListExecutionsPaginator
    {
        public IPaginatedEnumerable<ListExecutionsResponse> Responses => pages.Responses;
        public IPaginatedEnumerable<ExecutionListItem> Executions => pages.Items;
    }

    private sealed class MapRunPages(Paginator<ListMapRunsResponse, MapRunListItem> pages) : IListMapRunsPaginator
    {
        public IPaginatedEnumerable<ListMapRunsResponse> Responses => pages.Responses;
        public IPaginatedEnumerable<MapRunListItem> MapRuns => pages.Items;
    }

    private sealed class StateMachinePages(Paginator<ListStateMachinesResponse, StateMachineListItem> pages) : IListStateMachinesPaginator
    {
        public IPaginatedEnumerable<ListStateMachinesResponse> Responses => pages.Responses;
        public IPaginatedEnumerable<StateMachineListItem> StateMachines => pages.Items;
    }
}
