"""Journeys recorded from real Cal.com servers, and rules of Cal.com's own tests, tried on the mock.

`journeys/` holds facts only: requests and replies of made-up people, one journey a file, one step a line.
`python -m tests.upstream` replays them and prints how many steps are equal in each family.
"""
