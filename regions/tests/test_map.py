"""The map: positions from coordinates, land around them, names beside their nodes."""

import pytest

from regions.labels import Box, place_labels
from regions.map import Journey, Point, draw, grid_position, land, window_around
from regions.models import Region


def point(pk, latitude, longitude, *, country="SE", name="Region", **fields):
    region = Region(
        pk=pk, name=name, country=country, latitude=latitude, longitude=longitude, short_code="RE"
    )
    return Point(region=region, url=f"/regions/{pk}/", **fields)


LUND = point(1, 55.705, 13.191, name="Skåne")
VEJLE = point(2, 55.709, 9.536, country="DK", name="Southern Denmark")
LYON = point(3, 45.764, 4.836, country="FR", name="Rhône-Alpes")
BUCHAREST = point(4, 44.427, 26.103, country="RO", name="Romania (București)")
CANARIES = point(5, 28.1, -15.4, country="ES", name="Canary Islands")
NOWHERE = point(6, None, None, country="PT", name="Nowhere")


@pytest.mark.parametrize(
    ("latitude", "longitude", "country"),
    [(52.5, 13.4, "DE"), (48.2, 16.4, "AT"), (40.4, -3.7, "ES"), (64.0, 27.0, "FI")],
)
def test_the_grid_knows_the_country_of_a_place(latitude, longitude, country):
    names, rows = land()
    column, row = grid_position(latitude, longitude)
    assert names[rows[int(row)][int(column)]] == country


def test_the_middle_of_the_north_sea_is_water():
    column, row = grid_position(56.0, 3.0)
    assert land()[1][int(row)][int(column) : int(column) + 1] in {"", "."}


def test_north_is_up_and_east_is_right():
    drawing = draw([LUND, LYON, BUCHAREST], by_area=False)
    lund, lyon, bucharest = drawing.nodes
    assert lund.y < lyon.y < bucharest.y
    assert lyon.x < lund.x < bucharest.x


def test_all_regions_are_inside_with_room_for_their_names():
    drawing = draw([LUND, VEJLE, LYON, BUCHAREST], by_area=False)
    assert all(10 <= node.x <= 90 and 5 <= node.y <= 95 for node in drawing.nodes)


def test_the_window_grows_with_the_distance_and_not_with_the_number():
    near = window_around([grid_position(55.7, 13.2), grid_position(55.7, 9.5)])
    many = window_around([grid_position(55.7, 13.2), grid_position(55.7, 9.5)] * 40)
    far = window_around([grid_position(38.7, -9.1), grid_position(60.2, 24.9)])
    assert near == many
    assert far.columns > near.columns == 46


def test_one_region_gets_a_map_as_well():
    drawing = draw([LUND], by_area=False)
    assert [(node.x, node.y) for node in drawing.nodes] == [(50.2, 49.6)]
    assert drawing.land
    assert drawing.own_land


def test_a_place_without_coordinates_or_off_the_grid_is_left_out_and_its_country_is_dark():
    drawing = draw([LUND, NOWHERE, CANARIES], by_area=False)
    assert [node.point.region.name for node in drawing.nodes] == ["Skåne"]
    assert draw([NOWHERE], by_area=False).is_empty
    assert len(draw([LUND, VEJLE], by_area=False).own_land) > len(
        draw([LUND], by_area=False).own_land
    )


def test_the_area_of_a_node_stands_for_its_number():
    few, many = (
        draw([point(1, 55.7, 13.2, count=count)], by_area=True).nodes[0].radius for count in (1, 9)
    )
    assert (few, many) == (7.4, 12.6)
    assert draw([point(1, 55.7, 13.2, count=9)], by_area=False).nodes[0].radius == 6.5


def test_there_and_back_are_two_lines():
    drawing = draw(
        [LUND, LYON], [Journey(1, 3, "ta"), Journey(3, 1, "tb"), Journey(1, 1)], by_area=False
    )
    (there, first), (back, second) = drawing.arcs
    assert (first, second) == ("ta", "tb")
    assert there != back


def test_a_journey_to_a_region_that_is_not_drawn_is_left_out():
    assert draw([LUND, NOWHERE], [Journey(1, 6)], by_area=False).arcs == []


def test_names_of_neighbours_do_not_cover_each_other():
    boxes = [Box(50, 50, 6.5, 20), Box(53, 50, 6.5, 20)]
    first, second = place_labels(boxes, 1.03)
    assert (first.anchor, second.anchor) == ("end", "start")


def test_a_name_at_the_edge_turns_inwards():
    (label,) = place_labels([Box(97, 50, 6.5, 20)], 1.03)
    assert label.anchor == "end"


def test_letters_of_neighbours_stand_above_and_below_on_a_phone():
    first, second = place_labels([Box(50, 50, 6.5, 20), Box(55, 54, 6.5, 20)], 1.03)
    assert (first.short_dy < 0, second.short_dy > 0) == (True, True)
